"""Whether a case file of arc/ expects what the second reading finds."""

import datetime

import canon
import judge
import judge_arc
import judge_sealer


class CaseFile:
    def __init__(self, data):
        head, _, message = data.partition(b"\n\n")
        self.pairs = [line.split(": ", 1) for line in head.decode().split("\n")]
        self.fields, self.body = judge.header_and_body(message)
        now = self.every("now")[0].replace("Z", "+00:00")
        self.now = datetime.datetime.fromisoformat(now).timestamp()
        self.zone = judge.Zone(self.every("dns"))
        self.chain = judge_arc.Chain(self.fields, self.body, self.zone, self.now)

    def every(self, key):
        return [value for k, value in self.pairs if k == key]

    def stated(self, word):
        return [line for line in self.every("expect") if line.split(" ")[0] == word]


def judge_case(data):
    """The differences between a case's expectations and this reading, as sentences."""
    it = CaseFile(data)
    unknown = {k for k, _ in it.pairs} - {"rfc", "about", "source", "now", "seal", "dns", "expect"}
    problems = [f"unknown key {key}" for key in unknown]
    words = {line.split(" ")[0] for line in it.every("expect")}
    problems += [f"unknown expectation {word}" for word in words
                 - {"arc", "ams", "dkim", "body", "bodyhash", "header", "sealed", "unsealed", "aar", "covers", "omits",
                    "then"}]
    verdicts = [line for line in it.stated("arc") if not line.startswith("arc set ")]
    if verdicts != [it.chain.verdict] and (verdicts or not it.every("seal")):
        problems.append(f"expected {verdicts}, found {it.chain.verdict}")
    problems += set_problems(it) + message_problems(it) + dkim_problems(it)
    problems += judge.other_problems(it.every("expect"), it.fields, it.body, [])
    return problems + list(judge_sealer.problems(it))


def set_problems(it):
    problems = []
    seals = list(judge_arc.readable_seals(it.fields))
    for line in it.stated("arc"):
        words = line.split(" ")
        if words[1] == "set":
            wanted = dict(word.split("=", 1) for word in words[3:])
            found = [says for n, says in seals if str(n) == words[2]]
            if len(found) != 1 or any(found[0][key] != value for key, value in wanted.items()):
                problems.append(f"{line}, found {found}")
    return problems


def message_problems(it):
    found = [f"ams {n} pass" if cause == "pass" else f"ams {n} fail cause={cause}"
             for n, cause in it.chain.messages.items()]
    return [f"{line}, found {found}" for line in it.stated("ams") if line not in found]


def dkim_problems(it):
    signatures = [field for field in it.fields if canon.name_of(field) == b"dkim-signature"]
    problems = []
    for line in it.stated("dkim"):
        words = line.split(" ")
        if words[1] == "none":
            problems += [line + ", but there are signatures"] if signatures else []
            continue
        reason, result = judge.verify(it.fields, it.body, signatures[int(words[1]) - 1], it.zone, it.now)
        wanted = dict(word.split("=", 1) for word in words[3:])
        if words[2] != judge.WORD.get(reason, "pass") or wanted.pop("reason", "pass") != reason:
            problems.append(f"{line}, found {reason}")
        problems += [f"{line}, found {key}={result.get(key)}" for key in wanted if result.get(key) != wanted[key]]
    return problems
