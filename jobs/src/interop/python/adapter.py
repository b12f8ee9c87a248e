"""Holds a merged model to its adapters: with PEFT above the base, and merged here, logits must be the same.

Prints the new ids of the greedy continuation by PEFT, after the largest difference of logits between the two, and the largest
difference that the adapters make at all.

Usage: adapter.py ADAPTER MERGED "1 2 3" COUNT
"""

import json
import os
import sys

import torch
from peft import PeftModel
from transformers import AutoModelForCausalLM


def main(adapter, merged, ids, count):
    base = json.load(open(os.path.join(adapter, "adapter_config.json")))["base_model_name_or_path"]
    prompt = torch.tensor([[int(i) for i in ids.split()]])
    with torch.inference_mode():
        without = AutoModelForCausalLM.from_pretrained(base, dtype=torch.float32)(prompt).logits
        model = PeftModel.from_pretrained(AutoModelForCausalLM.from_pretrained(base, dtype=torch.float32), adapter).eval()
        above = model(prompt).logits
        whole = AutoModelForCausalLM.from_pretrained(merged, dtype=torch.float32)(prompt).logits
        output = model.generate(
            input_ids=prompt, attention_mask=torch.ones_like(prompt), max_new_tokens=int(count), min_new_tokens=int(count),
            do_sample=False, eos_token_id=None, pad_token_id=0,
        )
    print((above - whole).abs().max().item(), (above - without).abs().max().item())
    print(*output[0, prompt.shape[1]:].tolist())


main(*sys.argv[1:])
