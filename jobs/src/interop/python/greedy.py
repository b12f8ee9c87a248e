"""Continues a prompt of ids greedily with transformers, and prints the new ids.

Usage: greedy.py MODEL "1 2 3" COUNT REPETITION_PENALTY
"""

import sys

import torch
from transformers import AutoModelForCausalLM


def main(folder, ids, count, penalty):
    model = AutoModelForCausalLM.from_pretrained(folder, dtype=torch.float32)
    prompt = torch.tensor([[int(i) for i in ids.split()]])
    with torch.inference_mode():
        output = model.generate(
            prompt, attention_mask=torch.ones_like(prompt), max_new_tokens=int(count), min_new_tokens=int(count),
            do_sample=False, repetition_penalty=float(penalty), eos_token_id=None, pad_token_id=0,
        )
    print(*output[0, prompt.shape[1]:].tolist())


main(*sys.argv[1:])
