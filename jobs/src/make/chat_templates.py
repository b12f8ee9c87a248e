"""Chat templates of the forms in use, and what jinja2 makes of them with the settings of transformers' apply_chat_template.

    python chat_templates.py > ../test/resources/dev/glossa/inference/chat-templates.json      (jinja2 3.1.6)
"""

import json
import sys

from jinja2.sandbox import ImmutableSandboxedEnvironment

TEMPLATES = {
    "chatml": "{% for message in messages %}{{'<|im_start|>' + message['role'] + '\\n' + message['content'] + '<|im_end|>' + '\\n'}}{% endfor %}{% if add_generation_prompt %}{{ '<|im_start|>assistant\\n' }}{% endif %}",
    "default system": "{% for message in messages %}{% if loop.first and messages[0]['role'] != 'system' %}{{ 'System: help.\\n' }}{% endif %}{{ message['role'] | upper }}: {{ message.content }}\n{% endfor %}{% if add_generation_prompt %}ASSISTANT:{% endif %}",
    "llama 2": "{% if messages[0]['role'] == 'system' %}{% set loop_messages = messages[1:] %}{% set system_message = messages[0]['content'] %}{% else %}{% set loop_messages = messages %}{% set system_message = false %}{% endif %}{% for message in loop_messages %}{% if (message['role'] == 'user') != (loop.index0 % 2 == 0) %}{{ raise_exception('Conversation roles must alternate user/assistant/user/assistant/...') }}{% endif %}{% if loop.index0 == 0 and system_message != false %}{% set content = '<<SYS>>\\n' + system_message + '\\n<</SYS>>\\n\\n' + message['content'] %}{% else %}{% set content = message['content'] %}{% endif %}{% if message['role'] == 'user' %}{{ bos_token + '[INST] ' + content.strip() + ' [/INST]' }}{% elif message['role'] == 'assistant' %}{{ ' ' + content.strip() + ' ' + eos_token }}{% endif %}{% endfor %}",
    "over lines": "{# a template, that isn't short #}\n{%- if messages | length > 1 and messages[0].role == 'system' -%}\n  {{- messages[0].content | trim }}\n{%- endif %}\n{% for message in messages %}\n    {% if message.role == 'user' or not message.role == \"system\" %}\n  <{{ message.role ~ ' ' ~ loop.index }}>\n\t{{ message.content if message.content else 'nothing' }} {% if loop.last %}end{% endif %}\n    {% endif %}\n{% endfor %}\n{% if tools is defined and tools is not none %}tools{% else %}none: {{ unknown }}{% endif %}\n\n",
}
CONVERSATIONS = [
    [("user", "What's \"1 + 1\"?")],
    [("system", " Be brief. "), ("user", "  一加一？\n"), ("assistant", "二"), ("user", "")],
    [("assistant", "Hello.")],
]


def refuse(sentence):
    raise ValueError(sentence)


def main():
    environment = ImmutableSandboxedEnvironment(trim_blocks=True, lstrip_blocks=True)
    environment.globals["raise_exception"] = refuse
    cases = []
    for name, template in TEMPLATES.items():
        for conversation in CONVERSATIONS:
            messages = [{"role": role, "content": content} for role, content in conversation]
            case = {"name": name, "template": template, "messages": messages}
            try:
                case["text"] = environment.from_string(template).render(messages=messages, bos_token="<s>", eos_token="</s>", add_generation_prompt=True)
            except ValueError as refused:
                case["refused"] = str(refused)
            cases.append(case)
    json.dump(cases, sys.stdout, ensure_ascii=False, indent=1)
    print()


if __name__ == "__main__":
    main()
