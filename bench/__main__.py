"""``python -m bench [NAME …]``: lists the benchmarks, or runs them one by one.

Each is a module of this package with ``TITLE`` and ``run() -> str`` (what is printed).
"""

import argparse
import importlib
import pkgutil
import sys
from types import ModuleType

import bench
from bench.tables import machine


def benchmarks() -> dict[str, ModuleType]:
    """The modules that are benchmarks, by name."""
    names = [module.name for module in pkgutil.iter_modules(bench.__path__)]
    modules = {n: importlib.import_module(f"bench.{n}") for n in names if n[0] != "_"}
    return {n: m for n, m in modules.items() if hasattr(m, "TITLE")}


def main() -> int:
    """Run what was asked for; without a name everything, with ``--list`` nothing."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME")
    parser.add_argument("--list", action="store_true", help="list the benchmarks")
    arguments = parser.parse_args()
    known = benchmarks()
    unknown = [name for name in arguments.names if name not in known]
    if unknown:
        parser.error(f"no benchmark {', '.join(unknown)}; there are {', '.join(known)}")
    if arguments.list:
        for name, module in known.items():
            print(f"{name}\t{module.TITLE}")
        return 0
    for name in arguments.names or known:
        print(f"\n## {name}: {known[name].TITLE}\n\n{machine()}\n", flush=True)
        print(known[name].run(), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
