"""Writes testvectors/dkim and the index in testvectors/README.md; with --check only says what differs.

    python3 src/test/vectormaker/make.py [--check]
"""

import pathlib
import re
import sys

import book
import judge
import cases_rfc  # noqa: F401  these modules fill book.CASES when they are loaded
import cases_lists  # noqa: F401
import cases_tags  # noqa: F401
import cases_canon  # noqa: F401
import cases_select  # noqa: F401
import cases_keys  # noqa: F401
import cases_order  # noqa: F401

ROOT = pathlib.Path(__file__).resolve().parents[3] / "testvectors"
START, END = "<!-- index: written by make.py -->\n", "<!-- end of index -->\n"


def files():
    """Every generated file with what it should hold."""
    wanted = {ROOT / "dkim" / f"{name}.vec": data for name, data in book.CASES.items()}
    readme = ROOT / "README.md"
    before, _, rest = readme.read_text(encoding="utf-8").partition(START)
    after = rest.partition(END)[2]
    wanted[readme] = (before + START + index() + END + after).encode()
    return wanted


def index():
    return "".join(f"- `{name}.vec` {about(data)}\n" for name, data in sorted(book.CASES.items()))


def about(data):
    return re.search(r"^about: (.*)$", data.decode("utf-8", "replace"), re.M)[1]


def readme_problems(readme):
    """Every case that the text names must exist."""
    for name in sorted(set(re.findall(r"`([a-z0-9.-]+)\.vec`", readme))):
        if name not in book.CASES:
            yield f"README.md names {name}.vec, which does not exist"
    for name in book.CASES:
        if f"`{name}.vec`" not in readme:
            yield f"README.md does not name {name}.vec"


def main(check):
    wanted = files()
    problems = [f"{name}: {problem}" for name, data in book.CASES.items() for problem in judge.judge(data)]
    problems += readme_problems(wanted[ROOT / "README.md"].decode())
    for path in sorted(set((ROOT / "dkim").iterdir()) - set(wanted)):
        problems.append(f"{path.name} is made by nobody")
    for path, data in wanted.items():
        if path.exists() and path.read_bytes() == data:
            continue
        if check:
            problems.append(f"{path.name} differs")
        else:
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(data)
    print("\n".join(problems + [f"{len(book.CASES)} cases, {len(problems)} problems"]))
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main("--check" in sys.argv[1:]))
