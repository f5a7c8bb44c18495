"""The colours and strokes of a picture; a page may set the variables otherwise."""

from __future__ import annotations

import re
from typing import Final

STYLE = (
    ".gj{--gj-ink:#26313d;--gj-soft:#66717d;--gj-paper:#fff;--gj-band:#f6f8fa;--gj-line:#3c4855;"
    "--gj-badge:#a32020;--gj-badge-ink:#fff;--gj-heat:214,58,32;"
    "font-family:system-ui,-apple-system,'Segoe UI','Noto Sans','Noto Sans CJK TC',"
    "'PingFang TC','Microsoft JhengHei','Microsoft YaHei',sans-serif}"
    "@media(prefers-color-scheme:dark){.gj{--gj-ink:#e4e9ef;--gj-soft:#a3aebb;--gj-paper:#1d242c;"
    "--gj-band:#171d24;--gj-line:#aab5c1;--gj-badge:#ff9d8a;--gj-badge-ink:#2a0d06;"
    "--gj-heat:255,110,80}}"
    "@media print{.gj{--gj-ink:#000;--gj-soft:#444;--gj-paper:#fff;--gj-band:#fff;"
    "--gj-line:#222;--gj-badge:#a32020;--gj-badge-ink:#fff;--gj-heat:214,58,32}}"
    ".gj-body{fill:var(--gj-paper);stroke:var(--gj-line);stroke-width:1.6}"
    ".gj-pool{fill:var(--gj-band);stroke:var(--gj-line);stroke-width:1.6}"
    ".gj-lane{fill:none;stroke:var(--gj-line);stroke-width:1}"
    ".gj-thick{stroke-width:3.4}.gj-dash{stroke-dasharray:5 3}.gj-none{fill:none}"
    ".gj-icon{fill:none;stroke:var(--gj-line);stroke-width:1.5;stroke-linejoin:round}"
    ".gj-full{fill:var(--gj-line)}.gj-bold{stroke-width:3}"
    "path.gj-full.gj-icon{stroke:var(--gj-paper);stroke-width:.8}"
    ".gj-name{fill:var(--gj-ink)}.gj-label{fill:var(--gj-soft)}"
    ".gj-flow{fill:none;stroke:var(--gj-line);stroke-width:1.5;stroke-linejoin:round}"
    ".gj-tip{fill:var(--gj-line);stroke:var(--gj-line);stroke-linejoin:round}"
    ".gj-open{fill:var(--gj-paper);stroke:var(--gj-line);stroke-width:1.3}"
    ".gj-dots{stroke-dasharray:1.5 4;stroke-linecap:round}"
    ".gj-message{stroke-dasharray:7 4}"
    ".gj-hot{stroke:rgb(var(--gj-heat))}"
    ".gj-pill{fill:var(--gj-badge)}.gj-count{fill:var(--gj-badge-ink);font-weight:600}"
)


def _settled(style: str) -> str:
    """A style without variables and conditions, in the colours of the first rule."""
    plain = re.sub(r"@media[^{]*\{(?:[^{}]*\{[^{}]*\})*\}", "", style)
    values = dict(re.findall(r"(--gj-[a-z-]+):([^;}]+)", plain))
    put_in = re.sub(r"var\((--gj-[a-z-]+)\)", lambda found: values[found[1]], plain)
    return re.sub(r"--gj-[a-z-]+:[^;}]+;", "", put_in)


SETTLED: Final = _settled(STYLE)
"""The same for printers, which know neither variables nor conditions."""
