/// The page's look: light, dark, narrow and on paper. Colours keep a contrast of at least 4.5 to 1 for text, and
/// never say alone what a word does not say as well.
enum HTMLStyle {
  static let text = """
    :root{--bg:#f6f6f3;--card:#fff;--ink:#1b1d20;--soft:#5b6068;--line:#e2e2dc;--live:#c2261d;--open:#d99a00;--open-ink:#805600;--ended:#2b7a57;--calm:#3f62b5;--tint-live:#fbe9e7;--tint-open:#fdf3d9;--tint-ended:#e4f3eb;--tint-calm:#e8edfa;--focus:#1a5fd0}
    @media (prefers-color-scheme:dark){:root{--bg:#121417;--card:#1b1e22;--ink:#eceef1;--soft:#a2a8b0;--line:#30343a;--live:#ff6f64;--open:#e8ab2e;--open-ink:#f2c057;--ended:#5cc596;--calm:#8faaf0;--tint-live:#3a1d1c;--tint-open:#352a12;--tint-ended:#16302a;--tint-calm:#1f2840;--focus:#8ab4ff}}
    *{box-sizing:border-box}
    html{-webkit-text-size-adjust:100%}
    body{margin:0;background:var(--bg);color:var(--ink);font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif}
    header,main,footer{max-width:1160px;margin:0 auto;padding:0 28px}
    header{padding-top:36px}
    h1{font-size:clamp(26px,4.2vw,44px);line-height:1.15;letter-spacing:-.022em;margin:10px 0 22px;max-width:24em;text-wrap:balance}
    h2{font-size:22px;letter-spacing:-.01em;margin:52px 0 16px}
    h3{font-size:16px;margin:0;font-weight:600}
    a{color:inherit;text-decoration-color:var(--soft);text-underline-offset:2px}
    a:hover{text-decoration-thickness:2px}
    :focus-visible{outline:3px solid var(--focus);outline-offset:2px;border-radius:4px}
    code{font:13px/1.4 ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace;overflow-wrap:anywhere}
    .skip{position:absolute;left:-9999px}
    .skip:focus{left:12px;top:12px;background:var(--card);padding:8px 14px;z-index:9}
    .brand{margin:0;color:var(--soft);display:flex;gap:10px;align-items:baseline;flex-wrap:wrap}
    .brand b{color:var(--ink);font-size:18px;letter-spacing:-.02em}
    .when{margin-left:auto}
    .gate{border-left:4px solid var(--ended);background:var(--tint-ended);padding:10px 16px;border-radius:0 8px 8px 0;margin:0 0 12px}
    .gate.failed{border-color:var(--live);background:var(--tint-live)}
    .gate b{margin-right:8px}
    .trend{color:var(--soft);margin:0 0 14px}.trend b{color:var(--ink)}
    .cards{list-style:none;margin:0;padding:0;display:grid;grid-template-columns:repeat(4,1fr);gap:14px}
    .card{background:var(--card);border:1px solid var(--line);border-radius:14px;padding:16px 18px;display:flex;flex-direction:column}
    .card .number{font-size:36px;line-height:1.1;font-weight:680;letter-spacing:-.03em;font-variant-numeric:tabular-nums}
    .card.live .number{color:var(--live)}.card.open .number{color:var(--open-ink)}
    .card .label{font-weight:600;margin-top:4px}
    .card .note{color:var(--soft);font-size:14px}
    .oldest{list-style:none;margin:0;padding:0;display:grid;grid-template-columns:minmax(0,1fr);gap:10px}
    .oldest>li{background:var(--card);border:1px solid var(--line);border-left:5px solid var(--open);border-radius:12px;padding:14px 18px;display:grid;grid-template-columns:136px 1fr;gap:6px 20px;break-inside:avoid}
    .oldest>li.live{border-left-color:var(--live)}
    .oldest>li>div{min-width:0}
    .oldest .age{margin:0;font-size:22px;white-space:nowrap;font-weight:650;letter-spacing:-.02em;line-height:1.2;font-variant-numeric:tabular-nums}
    .where{margin:3px 0 6px;color:var(--soft);font-size:14px;overflow-wrap:anywhere}
    .where span:before{content:"· "}.where code{color:var(--ink)}
    .todo{list-style:none;margin:0;padding:0;font-size:14.5px}
    .todo b{display:inline-block;min-width:62px;color:var(--soft);font-weight:600}
    .todo li{overflow-wrap:anywhere;padding-left:66px;text-indent:-66px}.todo li>*{text-indent:0}
    .chip{display:inline-block;font-size:12.5px;font-weight:600;line-height:1.6;padding:0 9px;border-radius:20px;white-space:nowrap;background:var(--tint-calm);color:var(--calm)}
    .chip.live{background:var(--tint-live);color:var(--live)}.chip.open{background:var(--tint-open);color:var(--open-ink)}.chip.ended{background:var(--tint-ended);color:var(--ended)}
    .charts{display:grid;grid-template-columns:1fr 1fr;gap:14px}
    figure{margin:0;background:var(--card);border:1px solid var(--line);border-radius:14px;padding:16px 18px;break-inside:avoid;min-width:0}
    figure.wide,figure:last-child:nth-child(even){grid-column:1/-1}figure:not(.wide):last-child:nth-child(even) svg{max-width:720px}
    figcaption{color:var(--soft);font-size:14px;margin-bottom:10px}
    figcaption b{display:block;color:var(--ink);font-size:16px}
    svg{display:block;width:100%;height:auto}
    svg .t{font:11px system-ui,-apple-system,"Segoe UI",Roboto,Arial,sans-serif;fill:var(--soft)}
    svg .n{fill:var(--ink);font-weight:600}svg .ref{fill:var(--calm)}
    .grid{stroke:var(--line)}.whisker{stroke:var(--live);stroke-width:1.6}
    .reference{stroke:var(--calm);stroke-dasharray:4 4}
    .f-live,.k-live{fill:var(--live);background:var(--live)}.f-open,.k-open{fill:var(--open);background:var(--open)}.f-ended,.k-ended{fill:var(--ended);background:var(--ended)}.k-calm{background:var(--calm)}.k-reference{background:var(--calm);height:2px!important}
    .curve{fill:none;stroke-width:2}.curve.live{stroke:var(--live)}.curve.calm{stroke:var(--calm)}
    .band{stroke:none;opacity:.16}.band.live{fill:var(--live)}.band.calm{fill:var(--calm)}
    .legend{list-style:none;margin:10px 0 0;padding:0;display:flex;flex-wrap:wrap;gap:4px 18px;font-size:13px;color:var(--soft)}
    .legend i{display:inline-block;width:11px;height:11px;border-radius:3px;margin-right:7px;vertical-align:middle}
    .scroll{overflow-x:auto;background:var(--card);border:1px solid var(--line);border-radius:14px}
    table{border-collapse:collapse;width:100%;font-size:14px;font-variant-numeric:tabular-nums}
    th,td{text-align:left;padding:8px 12px;border-bottom:1px solid var(--line);vertical-align:top}
    tbody tr:last-child>*{border-bottom:0}
    thead th{color:var(--soft);font-weight:600;font-size:13px;vertical-align:bottom}
    .figures{font-size:13.5px}.figures th,.figures td{padding:7px 6px}.figures tr>:first-child{padding-left:14px;position:sticky;left:0;background:var(--card)}.figures tr>:last-child{padding-right:14px}.figures td,.figures thead th:not(:first-child){text-align:right;white-space:nowrap}
    .figures thead th{white-space:normal!important}
    .figures tbody th{font-weight:600;max-width:340px;min-width:8.5em;overflow-wrap:anywhere}.figures .n{min-width:0}
    .groups{display:grid;grid-template-columns:minmax(0,1fr);gap:10px}.groups>*{min-width:0}
    details>summary{cursor:pointer;font-weight:600;padding:10px 4px}summary span{color:var(--soft);font-weight:400;margin-left:6px}
    .more{color:var(--soft);font-size:14px;margin:6px 4px}
    .filters{display:flex;flex-wrap:wrap;gap:10px;align-items:flex-end}
    .filters label{font-size:13px;color:var(--soft);display:flex;flex-direction:column;gap:3px;min-width:0}
    .filters label:first-child{flex:1 1 260px}
    input,select,button{font:inherit;font-size:15px;color:var(--ink);background:var(--card);border:1px solid var(--line);border-radius:9px;padding:7px 11px;max-width:100%}
    select{max-width:190px}
    button{cursor:pointer;font-weight:600}button:hover{border-color:var(--soft)}
    #count{color:var(--soft);margin:12px 2px;font-size:14px}
    #rows{background:var(--card);border:1px solid var(--line);border-radius:14px;border-collapse:separate;border-spacing:0;table-layout:fixed}
    #rows th button{border:0;background:none;padding:0;font-size:13px;color:var(--soft)}
    #rows th[aria-sort] button{color:var(--ink)}
    #rows th[aria-sort=ascending] button:after{content:" ↑"}#rows th[aria-sort=descending] button:after{content:" ↓"}
    #rows td{overflow-wrap:anywhere}#rows tbody tr:hover{background:var(--bg)}
    #rows td a{font-weight:600}#rows .sub{display:block;color:var(--soft);font-size:13px}
    .c-verdict{width:212px}.c-age{width:104px}.c-since{width:116px}.c-owner{width:124px}.c-severity{width:88px}.c-name{width:21%}td.c-since,td.c-age{white-space:nowrap}
    #more{display:block;margin:14px auto}#more[hidden]{display:none}
    dialog{border:1px solid var(--line);border-radius:16px;background:var(--card);color:var(--ink);width:min(820px,calc(100vw - 24px));max-height:calc(100vh - 40px);padding:0}
    dialog::backdrop{background:rgba(0,0,0,.45)}
    .sheet{padding:22px 26px 28px}.sheet h2{margin:2px 40px 4px 0;font-size:24px}.sheet h3{margin:22px 0 6px}
    .sheet h2:focus{outline:0}.sheet .close{position:sticky;top:12px;float:right}
    .sheet dl{display:grid;grid-template-columns:minmax(96px,150px) 1fr;gap:4px 14px;margin:0;font-size:14.5px}.sheet dt{color:var(--soft)}.sheet dd{margin:0;overflow-wrap:anywhere}
    .sheet ul,.sheet ol{margin:0;padding-left:20px;font-size:14.5px}.sheet li{overflow-wrap:anywhere;margin:2px 0}
    .lead{font-size:17px;margin:8px 0}
    footer{color:var(--soft);font-size:14px;padding-bottom:60px}footer h2{color:var(--ink);font-size:17px}footer li{margin:3px 0}
    .empty{font-size:18px}
    @media (max-width:820px){.cards{grid-template-columns:1fr 1fr}.charts{grid-template-columns:minmax(0,1fr)}}
    @media (max-width:1000px){.c-verdict{width:150px}.c-verdict .chip{white-space:normal}.c-age{width:84px}.c-since{width:102px}.c-owner{width:104px}.c-severity{width:78px}}
    @media screen and (max-width:860px){#rows,#rows tbody,#rows tr,#rows td{display:block;width:auto}#rows thead{position:absolute;left:-9999px}
    #rows{border:0;background:none}#rows tr{background:var(--card);border:1px solid var(--line);border-radius:12px;padding:10px 14px;margin-bottom:8px}#rows td{border:0;padding:2px 0}
    #rows td.c-since,#rows td.c-owner,#rows td.c-severity{display:inline;color:var(--soft);font-size:13px;margin-right:12px}#rows td.c-age{font-size:18px;font-weight:650}}
    @media (max-width:640px){header,main,footer{padding-left:16px;padding-right:16px}header{padding-top:20px}h2{margin-top:38px}.card{padding:12px 14px}.card .number{font-size:24px;white-space:nowrap}
    .oldest>li{grid-template-columns:1fr;padding:12px 14px}figure{padding:12px}svg .t{font-size:16px}figure svg{overflow:visible}figure.wide svg{margin-bottom:8px}figure.wide svg .t{font-size:32px;transform:translateY(12px)}.sheet svg .t{font-size:24px}
    .filters label{flex:1 1 130px}.filters label:first-child{flex-basis:100%}select{max-width:none;width:100%}
    .sheet{padding:18px 16px}.sheet dl{grid-template-columns:1fr}.sheet dt{margin-top:6px}}
    @media print{:root{--bg:#fff;--card:#fff;--ink:#000;--soft:#444;--line:#bbb;--live:#b3130a;--open:#b98200;--open-ink:#6d4a00;--ended:#1f6647;--calm:#2b4b9b;--tint-live:#fff;--tint-open:#fff;--tint-ended:#fff;--tint-calm:#fff}
    *{-webkit-print-color-adjust:exact;print-color-adjust:exact}body{font-size:11pt}header,main,footer{max-width:none;padding:0}.filters,#more,.skip,.close{display:none!important}h2{break-after:avoid;margin-top:26px}.cards{grid-template-columns:repeat(4,1fr)}.card .number{font-size:26px}.charts{grid-template-columns:1fr 1fr}tr{break-inside:avoid}.scroll{overflow:visible;font-size:9pt}svg .t{font-size:14px}figure:not(.wide):last-child:nth-child(even) svg{max-width:400px}figure svg{overflow:visible}.scroll table,.figures thead th{font-size:7.5pt}.figures th,.figures td{padding:3px 4px}.figures td{white-space:normal}.figures tr>:first-child{position:static}th,td{padding:4px 6px}#rows{font-size:8pt}#rows td{padding:3px 6px}#rows code,#rows .sub,#rows .chip{font-size:7.5pt}.c-verdict{width:118px}.c-age{width:62px}.c-since{width:74px}.c-owner{width:92px}.c-severity{width:58px}.c-name{width:26%}details:not([open])>*{display:block}.chip{border:1px solid}dialog[open]{position:static;max-height:none;width:auto;border:0}a[href^=http]:after{content:" (" attr(href) ")";font-size:8pt;color:#444}}
    """
}
