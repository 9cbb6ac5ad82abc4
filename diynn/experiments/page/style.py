"""How the page looks, and the script that changes its language."""

from __future__ import annotations

RUNS = {
    "light": ("#2A3CD8", "#DC4A14", "#0A3C10", "#820A6E", "#A06EDC", "#2A0808", "#008C78"),
    "dark": ("#00A0FF", "#DCA014", "#AAFFF0", "#FF3CBE", "#C8BEF0", "#FFFA64", "#508C6E"),
}
CLASSES = {
    "light": ("#2A3CDC", "#E85A00", "#00320A", "#8C006E", "#887EBE",
              "#FF44FF", "#AA5566", "#555500", "#BB9988", "#3311AA"),
    "dark": ("#3278FF", "#F0A000", "#6EFFBE", "#E63C6E", "#B4B4F0",
             "#AA4400", "#FFFF33", "#8844AA", "#AA77BB", "#44CC99"),
}  # fmt: skip
"""The window's own colours of runs and classes; a test holds them equal."""
GROUND = {
    "light": {
        "ground": "#FFFFFF", "soft": "#F4F6F8", "text": "#1B232D", "muted": "#596573",
        "rule": "#D8DDE4", "grid": "#E6E9EE", "accent": "#0B7A75", "wash": "#E6F3F2",
        "good": "#1B7A3D", "good-wash": "#E7F4EB", "best": "#1B5FB8", "best-wash": "#E8F0FB",
        "off": "#8A5A00", "off-wash": "#FDF3DC",
    },
    "dark": {
        "ground": "#14181D", "soft": "#1B2027", "text": "#E6EAEF", "muted": "#9DA8B5",
        "rule": "#323A45", "grid": "#2C333D", "accent": "#3DBFB3", "wash": "#16302E",
        "good": "#6BD08A", "good-wash": "#1A3122", "best": "#7FB4FF", "best-wash": "#1A2A40",
        "off": "#F2B84B", "off-wash": "#352B17",
    },
}  # fmt: skip


def _variables(look: str) -> str:
    named = {f"--{name}": colour for name, colour in GROUND[look].items()}
    named |= {f"--run{k}": colour for k, colour in enumerate(RUNS[look])}
    named |= {f"--class{k}": colour for k, colour in enumerate(CLASSES[look])}
    return ";".join(f"{name}:{colour}" for name, colour in named.items())


_COLOURS = "".join(
    [f".r{k}{{--c:var(--run{k})}}" for k in range(len(RUNS["light"]))]
    + [f".k{k}{{--c:var(--class{k})}}" for k in range(len(CLASSES["light"]))]
)

STYLE = (
    f":root{{{_variables('light')};color-scheme:light dark}}"
    f"@media screen and (prefers-color-scheme:dark){{:root{{{_variables('dark')}}}}}"
    + _COLOURS
    + """
html[lang=en] [lang=fr],html[lang=fr] [lang=en]{display:none}
*{box-sizing:border-box}
html{scroll-behavior:smooth;-webkit-text-size-adjust:100%}
@media (prefers-reduced-motion:reduce){html{scroll-behavior:auto}}
body{margin:0 auto;max-width:1120px;padding:0 32px 64px;background:var(--ground);
color:var(--text);font:16px/24px system-ui,-apple-system,"Segoe UI",Roboto,"Source Sans 3",
"Noto Sans",Ubuntu,Cantarell,Arial,sans-serif;overflow-wrap:break-word}
h1{font-size:36px;line-height:44px;font-weight:650;letter-spacing:-.015em;margin:0 0 16px;
max-width:22em;text-wrap:balance}
h2{font-size:24px;line-height:32px;font-weight:650;letter-spacing:-.01em;margin:0}
h3{font-size:16px;line-height:24px;font-weight:650;margin:40px 0 16px}
h4{font-size:14px;line-height:24px;font-weight:600;margin:0 0 8px}
p{margin:0 0 16px;max-width:44em}
a{color:var(--accent);text-decoration-thickness:1px;text-underline-offset:3px}
a:focus-visible,button:focus-visible,[tabindex]:focus-visible{outline:2px solid var(--accent);
outline-offset:2px}
code{font:14px/24px ui-monospace,"Cascadia Mono","DejaVu Sans Mono",Menlo,monospace;
background:var(--soft);padding:2px 6px;border-radius:4px;white-space:nowrap}
.top{padding:32px 0 8px}
.maker{color:var(--accent);font-weight:650;margin:0 0 8px}
.lead{font-size:18px;line-height:28px}
.languages{float:right;display:flex;border:1px solid var(--rule);border-radius:6px;
overflow:hidden;margin-left:24px}
.languages button{font:inherit;font-size:14px;color:var(--muted);background:none;border:0;
padding:4px 14px;min-height:32px;cursor:pointer}
.languages button[aria-pressed=true]{background:var(--accent);color:var(--ground);font-weight:600}
.totals{list-style:none;display:flex;flex-wrap:wrap;gap:16px 48px;margin:32px 0 24px;padding:0}
.totals b{display:block;font-size:32px;line-height:40px;font-weight:600;
font-variant-numeric:tabular-nums}
.totals span{color:var(--muted)}.totals li>span>i{font-style:normal;font-weight:700}
.reproduced>span>i,.totals .reproduced b{color:var(--good)}
.better>span>i,.totals .better b{color:var(--best)}
.differs>span>i,.totals .differs b{color:var(--off)}
.versions{display:flex;flex-wrap:wrap;gap:0 24px;margin:0;font-size:14px;color:var(--muted)}
.versions div{display:flex;gap:8px}.versions dt{font-weight:600}.versions dd{margin:0}
section{border-top:1px solid var(--rule);padding:48px 0 40px;margin-top:16px}
#summary{border:0;padding-top:24px}#summary h2{margin-bottom:16px}
section>header{display:flex;flex-wrap:wrap;align-items:center;gap:4px 16px;margin-bottom:16px}
.number{color:var(--accent);font-weight:650;margin:0;font-size:20px;line-height:32px}
section>header h2{flex:0 1 auto}
.badge{display:inline-flex;align-items:center;gap:6px;padding:0 10px 0 8px;border-radius:12px;
font-size:14px;line-height:24px;font-weight:600;white-space:nowrap;
color:var(--muted);background:var(--soft)}
.badge>i{font-style:normal;font-weight:700}
.badge.reproduced{color:var(--good);background:var(--good-wash)}
.badge.better{color:var(--best);background:var(--best-wash)}
.badge.differs{color:var(--off);background:var(--off-wash)}
.claim{font-size:18px;line-height:28px}
.compared{display:grid;grid-template-columns:1fr 1fr;gap:16px 32px;margin:24px 0;max-width:880px}
.compared div{border-left:3px solid var(--rule);padding-left:16px}
.compared div:last-child:not(:first-child){border-color:var(--accent)}
dt{font-size:14px;color:var(--muted)}
.compared dd{margin:0;font-size:18px;line-height:28px;font-variant-numeric:tabular-nums}
.details,.nothing,.notes,figcaption{font-size:14px;line-height:20px;color:var(--muted)}
.details{margin-top:12px}
table{border-collapse:collapse;font-size:14px;line-height:20px}
th{text-align:left;font-weight:600}
thead th{color:var(--muted);border-bottom:1px solid var(--rule);padding:8px 24px 8px 0;
vertical-align:bottom;white-space:nowrap}
tbody th,td{border-bottom:1px solid var(--grid);padding:8px 24px 8px 0;vertical-align:top}
.plain td{white-space:nowrap}.plain tbody th{min-width:8em}.plain .recipe-name{white-space:nowrap}
.figure{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
.summary{width:100%}
.summary td,.summary th{padding-right:16px}
.summary tbody th{width:20%}.summary tbody th a{font-weight:400;text-decoration:none;
color:var(--text)}.summary tbody th a:hover{text-decoration:underline}
.summary tbody th b{color:var(--accent);font-weight:650;margin-right:4px}
.claim-cell{color:var(--muted);width:25%}
.report-cell{width:16%}.ours-cell{width:20%}
.ours-cell,.report-cell{font-variant-numeric:tabular-nums}
.time-cell{white-space:nowrap;font-variant-numeric:tabular-nums;text-align:right}
.summary thead th:last-child{text-align:right}
.summary td:last-child,.summary th:last-child{padding-right:0}
.cell-label{display:none}
.scroll{overflow-x:auto;max-width:100%}
.notes{margin:12px 0 0;padding:0;list-style:none;max-width:60em}.notes li{margin-bottom:4px}
figure{margin:0;min-width:0}
figcaption{margin-top:8px;max-width:48em}
.networks{display:flex;flex-wrap:wrap;gap:32px 40px;margin-bottom:24px}
.networks>div{flex:0 1 404px;min-width:0}
.pair{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,400px),1fr));
gap:24px 32px;max-width:1040px}
.pair>figure{max-width:520px}
.pictures{display:grid;gap:40px 32px;
grid-template-columns:repeat(auto-fit,minmax(min(100%,400px),1fr))}
.pictures>.images,.pictures>.wide{grid-column:1/-1}
.square{max-width:440px}.wide .pair>div{max-width:460px}
.pictures>figure:not(.images):not(.wide){max-width:520px}
svg{display:block;width:100%;height:auto;overflow:visible}
svg text{fill:var(--text);font-size:12px;font-family:inherit}
.tick{font-size:11px;fill:var(--muted);font-variant-numeric:tabular-nums}
svg .small{font-size:11px;fill:var(--muted);font-variant-numeric:tabular-nums}
svg .name{font-size:13px;font-weight:600}svg .title{fill:var(--muted)}
.middle{text-anchor:middle}.end{text-anchor:end}
.grid{stroke:var(--grid);fill:none}.axis{stroke:var(--muted);fill:none}
.line{fill:none;stroke:var(--c);stroke-width:1.7;stroke-linejoin:round}
.dashed{stroke-dasharray:4.5 3}
.band{fill:var(--c);opacity:.16}
.dots{fill:none;stroke:var(--c);stroke-width:5;stroke-linecap:round;opacity:.75}
.large{stroke-width:7;opacity:1}.map.dots{stroke-width:3.4;opacity:.6}
.boundary{fill:none;stroke:var(--text);stroke-width:1.6}
svg .number{font-size:17px;font-weight:700;fill:var(--text);stroke:var(--ground);stroke-width:4;
paint-order:stroke;stroke-linejoin:round}
.layer-box{fill:var(--wash);stroke:var(--accent);stroke-opacity:.45}
.end-box{fill:var(--soft);stroke:var(--rule)}
.arrow{stroke:var(--muted);fill:none;stroke-width:1.2}
.key{list-style:none;display:flex;flex-wrap:wrap;gap:4px 20px;margin:8px 0 0;padding:0;
font-size:14px;line-height:20px}
.key li{display:flex;align-items:center;gap:8px}
.swatch{width:12px;height:12px;border-radius:3px;background:var(--c);flex:none}
.key .line{width:24px;height:0;border-top:2px solid var(--text);flex:none}
.key .dashed{border-top-style:dashed}
.pixels{image-rendering:pixelated}
.rows{display:flex;gap:12px;align-items:stretch}
.labels{display:grid;flex:none;font-size:14px;line-height:18px;color:var(--muted);
max-width:min(180px,28vw)}
.labels span{align-self:center}
.sheet{min-width:var(--narrowest);max-width:var(--widest);flex:1 1 auto}
footer{border-top:1px solid var(--rule);padding-top:24px;font-size:14px;color:var(--muted)}
@media (max-width:720px){
body{padding:0 16px 40px}h1{font-size:28px;line-height:36px}
.top{padding-top:16px}.languages{float:none;display:inline-flex;margin:0 0 24px}
.totals{gap:16px 32px}.totals b{font-size:24px;line-height:32px}
.compared{grid-template-columns:1fr}
section{padding:32px 0 24px}
.summary,.summary tbody,.summary tr,.summary td,.summary tbody th{display:block;width:auto}
.summary thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.summary tr{border-bottom:1px solid var(--rule);padding:16px 0;display:grid;
grid-template-columns:1fr 1fr;gap:8px 16px}
.summary tbody th,.summary td{border:0;padding:0;text-align:left}
.summary tbody th,.claim-cell{grid-column:1/-1}
.summary tbody th a{font-size:16px;line-height:24px}
.report-cell .cell-label,.ours-cell .cell-label{display:block;color:var(--muted);font-size:12px}
.time-cell{justify-self:end}
}
@media (min-width:1800px){html{zoom:1.25}}
@media print{
@page{margin:14mm 13mm}
:root{color-scheme:light}body{max-width:none;padding:0;font-size:10pt;line-height:15pt}
.languages,footer a{display:none}
figure,tr,.compared,li,.plain,.why{break-inside:avoid}p{orphans:3;widows:3}
h2,h3,h4,section>header,.claim,.compared{break-after:avoid}
section{padding:16pt 0}#summary{break-after:page}
.summary td,.summary tbody th{padding-top:4px;padding-bottom:4px}
#summary .details,.why{max-width:none}
*{-webkit-print-color-adjust:exact;print-color-adjust:exact}
.scroll{overflow:visible}
}
"""
)

SWITCH = """
(function(){
var body=document.body,buttons=document.querySelectorAll("button[data-language]");
function show(language){
document.documentElement.lang=language;
document.title=body.getAttribute("data-title-"+language);
buttons.forEach(function(b){
b.setAttribute("aria-pressed",String(b.getAttribute("data-language")===language))})}
buttons.forEach(function(b){
b.addEventListener("click",function(){show(b.getAttribute("data-language"))})});
show(body.getAttribute("data-language")||((navigator.language||"en").toLowerCase().indexOf("fr")===0?"fr":"en"));
})();
"""
