"""Golden verdicts of C4's rules: python3 make_c4.py > c4.jsonl, with datatrove 0.10.1 and spaCy 3.8.18."""

import json
import sys

from datatrove.data import Document
from datatrove.pipeline.filters import C4QualityFilter

A = "The river rose in the night and nobody slept."
B = 'Dr. Amina Weber asked: "Who has seen the boats?"'
C = "Two of them were gone! The third lay on its side, half full of water."
D = "By noon the rain had stopped, and people went to look for what was left."
E = "It cost them $3.50 a day to hire a pump. They hired four of them, i.e. one for each street."
GOOD = [A, B, C, D, E]

TEXTS = [
    GOOD,
    GOOD[:3],
    [A, A, A, A],
    [A, A, A, A, A],
    GOOD + ["Menu", "Home | News | Contact", "Read more..."],
    GOOD + ["And then he said nothing…", "Go on!", "Please come in!"],
    GOOD + ["Please enable JavaScript to see this page properly."],
    GOOD + ["Our JAVASCRIPT course begins in May."],
    GOOD + ["By going on you accept our Terms of Use and our way of life."],
    GOOD + ["This site uses cookies to count its visitors."],
    GOOD + ["Lorem ipsum dolor sit amet, consectetur adipiscing elit."],
    GOOD + ["Lorem ipsum dolor sit amet"],
    GOOD + ["The function { return 1 } ends here."],
    GOOD + ["function() { return 1 }"],
    GOOD + ["A word of " + "x" * 1000 + " letters is kept."],
    GOOD + ["A word of " + "x" * 1001 + " letters is not kept."],
    ["The town has three bridges.[1] Two are of stone.[23][edit]", "The third is a ferry.[citation needed]"] + GOOD[2:],
    ["   " + A + "  ", "", "\t" + C + "\r", D],
    ["One line with six sentences. It is short. It is sweet. It has no end. Or has it? Yes, it has."],
    ["Mr. J. R. Smith met Mrs. Jones at 5 p.m. in St. Albans, and Prof. Lee vs. Gen. Hall was the talk of all."],
    ["The U.S. team won 3.5 to 2.5 against Example Corp. in Jan. and lost in Feb. of that year."],
    ["What?! No!!! It can't be... But it is. \"Really?\" she said. (He nodded.) That was all they said to us."],
    ["He waited for the bus.Then he walked. See www.example.org for more. Version 2.0.1 is out now."],
    ["She said 'no.' He said 'yes.' They said \"maybe.\" Nobody agreed. All went home. So it ended."],
    ["पहला वाक्य यहाँ समाप्त होता है।", "दूसरा वाक्य भी यहाँ है।"],
    ["Terms of use", A, "Privacy policy"],
    ["{"],
    [""],
    ["a b.", "a b c.", "a  b\u00a0c?", "one two three four'", "one two three \"four\""] + GOOD[:2],
    ["First sentence here. Second one here. Third; still third: yes.", "Fourth goes here.\u2028Fifth follows it."],
    ["He was born in Paris (France). His father, a baker, died in 1920. Then came the war. It took all. Nothing was left."],
    ["Call me at 10 a.m. tomorrow. The U.K. is far away. Plan B. was no plan. Vitamin C. is one. It is I."],
]

texts = ["\n".join(lines) for lines in TEXTS]
if len(sys.argv) > 1:
    texts = [json.loads(line)["text"] for line in open(sys.argv[1], encoding="utf-8")]
for text in texts:
    document = Document(text=text, id="0")
    verdict = C4QualityFilter().filter(document)
    kept = verdict is True
    row = {"text": text, "reason": None if kept else verdict[1], "kept": document.text if kept else None}
    print(json.dumps(row, ensure_ascii=False))
