"""How a report looks: light and dark, narrow and wide, and on paper."""

from __future__ import annotations

STYLE = """
:root{color-scheme:light dark;--ink:#1c252e;--soft:#55616d;--page:#f4f6f8;--card:#fff;
--rule:#dce2e8;--accent:#0f5c8c;--good:#21724a;--bad:#b3321b;--track:#e6ebf0;--chip:#eef2f5}
@media(prefers-color-scheme:dark){:root{--ink:#e6ebf0;--soft:#a5b1bd;--page:#12171d;--card:#1b222a;
--rule:#323c47;--accent:#74bdea;--good:#63c797;--bad:#ff9079;--track:#2c3640;--chip:#26303a}}
*{box-sizing:border-box}
body{margin:0;background:var(--page);color:var(--ink);line-height:1.5;font-size:15px;
font-family:system-ui,-apple-system,"Segoe UI","Noto Sans","Noto Sans CJK TC","PingFang TC",
"Microsoft JhengHei","Microsoft YaHei",sans-serif}
header,main,footer{max-width:1180px;margin:0 auto;padding:0 24px}
header{padding-top:36px}h1{font-size:28px;line-height:1.25;margin:0 0 6px;letter-spacing:-.01em}
.lead{color:var(--soft);margin:0 0 4px;overflow-wrap:anywhere}
h2{font-size:19px;margin:0 0 10px}
h3{font-size:14px;margin:0 0 6px;color:var(--soft);font-weight:600}
section{background:var(--card);border:1px solid var(--rule);border-radius:12px;padding:20px 22px;
margin:18px 0}
section>p{margin:0 0 12px;color:var(--soft);max-width:78ch}
.cards{display:grid;margin:22px 0 0;gap:14px;
grid-template-columns:repeat(auto-fit,minmax(215px,1fr))}
.card{background:var(--card);border:1px solid var(--rule);border-radius:12px;padding:16px 18px}
.card strong{display:block;font-size:30px;line-height:1.15;font-variant-numeric:tabular-nums}
.card .what{display:block;margin:2px 0 8px}.card small{color:var(--soft);display:block}
.track{display:block;height:6px;border-radius:3px;background:var(--track);overflow:hidden;
margin:4px 0}.track span{display:block;height:100%;background:var(--bad);min-width:1px}
.track.good span{background:var(--good)}
nav ul{list-style:none;display:flex;flex-wrap:wrap;gap:4px 18px;padding:0;margin:16px 0 0}
a{color:var(--accent)}a:focus-visible,summary:focus-visible,[tabindex]:focus-visible{outline:
3px solid var(--accent);outline-offset:2px}
.paper{overflow:auto;max-height:78vh;border:1px solid var(--rule);border-radius:8px}
.paper svg{display:block;margin:0 auto;min-width:820px;max-width:none;height:auto}
.fit{font-size:13.5px;color:var(--soft);margin-left:6px}
#fit{accent-color:var(--accent);margin:0 0 10px;vertical-align:middle}
#fit:checked~.paper svg{min-width:0;width:100%}
.wide{overflow-x:auto}
table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}
caption{text-align:left;color:var(--soft);font-size:13px;padding:0 0 6px}
th{font-size:12.5px;text-align:left;color:var(--soft);font-weight:600;border-bottom:2px solid
var(--rule);padding:6px 10px 6px 0;vertical-align:bottom}
td{border-bottom:1px solid var(--rule);padding:8px 10px 8px 0;vertical-align:top}
.number{text-align:right;white-space:nowrap}.name{overflow-wrap:anywhere;min-width:150px}
.bar{min-width:130px}.figure{font-size:13px}
tr:last-child td{border-bottom:0}
.kind{display:inline-block;border-radius:999px;padding:1px 10px;background:var(--chip);
font-size:13px;white-space:nowrap;border:1px solid var(--rule)}
.k-skipped,.k-wrong,.k-broken,.k-misspecified{color:var(--bad);border-color:currentColor}
.k-kept{color:var(--good);border-color:currentColor}
details>summary{cursor:pointer;white-space:nowrap;color:var(--accent)}.twin{margin-top:12px}
.cases{margin:6px 0 0;max-width:46ch;max-height:220px;overflow:auto}
code{font-family:ui-monospace,Consolas,monospace;font-size:12.5px;background:var(--chip);
border-radius:4px;padding:1px 5px;overflow-wrap:anywhere}
.ways{list-style:none;padding:0;margin:0}.ways>li{padding:12px 0;border-top:1px solid var(--rule)}
.moves{list-style:none;display:flex;flex-wrap:wrap;gap:6px;padding:0;margin:0}
.moves li{background:var(--chip);border:1px solid var(--rule);border-radius:6px;padding:2px 9px;
font-size:13px;overflow-wrap:anywhere}
.moves .m-log{border-color:var(--bad);color:var(--bad)}
.moves .m-model{border:1px dashed var(--bad);color:var(--bad);background:none}
.moves [aria-hidden]{font-weight:700;margin-right:5px}
.aside{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
dl{display:grid;grid-template-columns:repeat(auto-fit,minmax(300px,1fr));gap:10px 26px;margin:0}
dt{color:var(--soft);font-size:13px}dd{margin:0;overflow-wrap:anywhere}
.chart svg{width:100%;max-width:860px;height:auto;display:block}
.chart text{fill:var(--soft);font-size:11.5px;text-anchor:middle}.chart .value{fill:var(--ink)}
.chart line{stroke:var(--rule)}.fits{fill:var(--good)}.differs{fill:var(--bad)}
footer{color:var(--soft);font-size:13px;padding-bottom:40px}
@media print{:root{--page:#fff;--card:#fff;--ink:#000;--soft:#333;--rule:#bbb;--track:#ddd;
--chip:#f2f2f2;--bad:#a32a14;--good:#1b5e3d;--accent:#000}
body{font-size:11px}header,main,footer{max-width:none;padding:0}nav,#fit,.fit{display:none}
section{border:0;padding:0;margin:16px 0;break-inside:auto}h2,h3{break-after:avoid}
tr,.card,.ways>li{break-inside:avoid}.paper,.cases,.wide{overflow:visible;max-height:none}
.paper{border:0}.paper svg,#fit:checked~.paper svg{min-width:0;width:100%;max-height:120mm}
.cards{grid-template-columns:repeat(4,1fr)}.card strong{font-size:22px}
*{-webkit-print-color-adjust:exact;print-color-adjust:exact}}
""".strip()
