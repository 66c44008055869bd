"""Writes the folders of testvectors/ and the indexes in its README.md; with --check only says what differs.

    python3 src/test/vectormaker/make.py [--check]
"""

import pathlib
import re
import sys

import book
import judge
import judge_arc_case
import cases_rfc  # noqa: F401  these modules fill book.FOLDERS when they are loaded
import cases_lists  # noqa: F401
import cases_tags  # noqa: F401
import cases_canon  # noqa: F401
import cases_select  # noqa: F401
import cases_keys  # noqa: F401
import cases_order  # noqa: F401
import cases_arc_chain  # noqa: F401
import cases_arc_structure  # noqa: F401
import cases_arc_message  # noqa: F401
import cases_arc_seal  # noqa: F401
import cases_arc_sealer  # noqa: F401

ROOT = pathlib.Path(__file__).resolve().parents[3] / "testvectors"
JUDGES = {"dkim": judge.judge, "arc": judge_arc_case.judge_case}
END = "<!-- end of index -->\n"


def files():
    """Every generated file with what it should hold."""
    wanted = {ROOT / folder / f"{name}.vec": data
              for folder, cases in book.FOLDERS.items() for name, data in cases.items()}
    readme = ROOT / "README.md"
    text = readme.read_text(encoding="utf-8")
    for folder, cases in book.FOLDERS.items():
        start = f"<!-- index of {folder}: written by make.py -->\n"
        before, _, rest = text.partition(start)
        text = before + start + index(cases) + END + rest.partition(END)[2]
    wanted[readme] = text.encode()
    return wanted


def index(cases):
    return "".join(f"- `{name}.vec` {about(data)}\n" for name, data in sorted(cases.items()))


def about(data):
    return re.search(r"^about: (.*)$", data.decode("utf-8", "replace"), re.M)[1]


def readme_problems(readme):
    """Every case that the text names must exist."""
    every = {name for cases in book.FOLDERS.values() for name in cases}
    for name in sorted(set(re.findall(r"`([a-z0-9.-]+)\.vec`", readme)) - every):
        yield f"README.md names {name}.vec, which does not exist"
    for name in every:
        if f"`{name}.vec`" not in readme:
            yield f"README.md does not name {name}.vec"


def main(check):
    wanted = files()
    problems = [f"{folder}/{name}: {problem}" for folder, cases in book.FOLDERS.items()
                for name, data in cases.items() for problem in JUDGES[folder](data)]
    problems += readme_problems(wanted[ROOT / "README.md"].decode())
    there = {path for folder in book.FOLDERS for path in (ROOT / folder).glob("*")}
    for path in sorted(there - set(wanted)):
        problems.append(f"{path.name} is made by nobody")
    for path, data in wanted.items():
        if path.exists() and path.read_bytes() == data:
            continue
        if check:
            problems.append(f"{path.name} differs")
        else:
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(data)
    counts = ", ".join(f"{len(cases)} {folder} cases" for folder, cases in book.FOLDERS.items())
    print("\n".join(problems + [f"{counts}, {len(problems)} problems"]))
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main("--check" in sys.argv[1:]))
