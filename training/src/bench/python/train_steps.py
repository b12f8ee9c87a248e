"""Trains LLaMA models in PyTorch on random tokens, for the benchmark of training steps.

Reads commands from standard input and answers each with one number:
  step CONFIG BATCH MODE STEPS   seconds of so many optimizer steps (MODE: eager or compiled); the first command of a kind warms up first
  peak SIZE                      GFLOP/s of a product of two square matrices, the best of some
One model is in memory at a time. Float32, rows of 512 tokens, AdamW, clipping to norm 1; CONFIG is a config.json.

Usage: train_steps.py THREADS
"""

import json
import sys
import time

import torch
from transformers import LlamaConfig, LlamaForCausalLM

LENGTH = 512
WARM_UP = 2


class Training:
    def __init__(self, config, batch, mode):
        torch.manual_seed(1)
        with open(config, encoding="utf-8") as file:
            self.model = LlamaForCausalLM(LlamaConfig(**json.load(file), use_cache=False))
        decayed = [p for p in self.model.parameters() if p.dim() > 1]
        others = [p for p in self.model.parameters() if p.dim() <= 1]
        groups = [{"params": decayed, "weight_decay": 0.1}, {"params": others, "weight_decay": 0.0}]
        self.optimizer = torch.optim.AdamW(groups, lr=3e-4, betas=(0.9, 0.95))
        self.forward = torch.compile(self.model) if mode == "compiled" else self.model
        self.ids = torch.randint(0, self.model.config.vocab_size, (batch, LENGTH))
        self.run(WARM_UP)

    def run(self, steps):
        start = time.perf_counter()
        for _ in range(steps):
            self.optimizer.zero_grad(set_to_none=True)
            loss = self.forward(input_ids=self.ids, labels=self.ids).loss
            loss.backward()
            torch.nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
            self.optimizer.step()
            loss.item()
        return time.perf_counter() - start


def peak(size):
    a, b = torch.rand(size, size), torch.rand(size, size)
    best = float("inf")
    for _ in range(20):
        start = time.perf_counter()
        torch.mm(a, b)
        best = min(best, time.perf_counter() - start)
    return 2e-9 * size**3 / best


def main():
    torch.set_num_threads(int(sys.argv[1]))
    name, training = None, None
    for command in sys.stdin:
        what, *arguments = command.split()
        if what == "peak":
            print(peak(int(arguments[0])), flush=True)
            continue
        config, batch, mode, steps = arguments
        if name != (config, mode):
            training = None
            name, training = (config, mode), Training(config, int(batch), mode)
        print(training.run(int(steps)), flush=True)


main()
