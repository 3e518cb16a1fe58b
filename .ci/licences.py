"""Holds what is deployed to the licences that may be, and its list in the docs to the truth."""

import json
import sys
from pathlib import Path

ALLOWED = {"Apache-2.0", "MIT", "MIT-0", "BSD-2-Clause", "BSD-3-Clause"}


def licences(component):
    named = [entry.get("license", {}) for entry in component.get("licenses", [])]
    return sorted({licence.get("id") or licence.get("name", "?") for licence in named}) or ["?"]


def table(components):
    lines = [
        "# What is deployed besides our own code",
        "",
        "From the bill of materials (`mvn cyclonedx:makeBom -pl functions`, CycloneDX); `.ci/supply-chain` fails when this list or its licences are",
        "others. Versions are in `pom.xml` and its BOMs.",
        "",
        "| library | licence |",
        "|---|---|",
    ]
    lines += [f"| `{c['group']}:{c['name']}` | {', '.join(licences(c))} |" for c in components]
    return "\n".join(lines) + "\n"


def main(bom, page, mode):
    components = json.loads(Path(bom).read_text()).get("components", [])
    components.sort(key=lambda c: (c["group"], c["name"]))
    refused = [c for c in components if not ALLOWED.intersection(licences(c))]
    for c in refused:
        print(f"{c['group']}:{c['name']} comes under {licences(c)}, which is none of {sorted(ALLOWED)}")
    if mode == "--list":
        Path(page).write_text(table(components))
    elif Path(page).read_text() != table(components):
        sys.exit(f"{page} is not what is deployed; run .ci/supply-chain --list and read what changed")
    if refused:
        sys.exit(1)
    print(f"{len(components)} libraries, all under {', '.join(sorted(ALLOWED))}")


main(*sys.argv[1:4])
