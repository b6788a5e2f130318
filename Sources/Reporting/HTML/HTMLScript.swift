/// The page's behaviour: filter, sort, show more, show one. Text from a report enters the document as text nodes
/// only, never as markup.
enum HTMLScript {
  static let text = table + detail + start

  private static let table = #"""
    'use strict';
    const $=id=>document.getElementById(id),data=JSON.parse($('data').textContent);
    const F={fp:0,det:1,red:2,verdict:3,tone:4,rank:5,placement:6,severity:7,sevrank:8,start:9,atLeast:10,ended:11,gone:12,owner:13,repos:14,places:15,placeCount:16,events:17,commit:18,evidence:19,instead:20,advice:21,aside:22};
    const el=(name,attrs,...kids)=>{const e=document.createElement(name);for(const k in attrs||{})if(attrs[k]!=null)e.setAttribute(k,attrs[k]);e.append(...kids.filter(k=>k!=null));return e};
    const name=r=>data.detectors[r[F.det]]?data.detectors[r[F.det]][0]:'unknown detector';
    const days=r=>r[F.start]==null?null:Math.max(0,data.now-r[F.start]);
    const span=d=>{if(d==null)return '–';if(d<61)return d+' d';const m=Math.floor(d/30.4375);return m<12?m+' mo':m%12?Math.floor(m/12)+' y '+m%12+' mo':m/12+' y'};
    const date=d=>d==null?'–':new Date(d*864e5).toISOString().slice(0,10);
    const grouped=n=>n.toString().replace(/\B(?=(\d{3})+$)/g,',');
    const place=r=>r[F.places][0]?r[F.places][0][1]+':'+r[F.places][0][2]:'';
    const at=p=>(data.repositories.length>1?data.repositories[p[0]]+': ':'')+p[1]+':'+p[2];
    const hay=r=>r.hay||(r.hay=[r[F.fp],name(r),(data.detectors[r[F.det]]||[])[5],(data.detectors[r[F.det]]||[])[1],r[F.red],r[F.verdict],r[F.owner],...r[F.repos].map(i=>data.repositories[i]),...r[F.places].map(p=>p[1])].join('\n').toLowerCase());
    const STEP=100,PRINTED=2000;let shown=[],drawn=0,sort={key:'verdict',down:false};
    const keys={verdict:r=>r[F.rank],name:r=>name(r).toLowerCase(),age:r=>r[F.ended]||days(r)==null?null:days(r),since:r=>r[F.start]??9e9,place:r=>place(r),owner:r=>(r[F.owner]||'').toLowerCase(),severity:r=>r[F.sevrank]};
    const AGES=[['30','over 30 days',30],['90','over 90 days',90],['365','over 1 year',365],['730','over 2 years',730],['1825','over 5 years',1825]];
    function fill(id,values){const s=$(id);for(const [v,t] of values)s.append(el('option',{value:v},t))}
    function counted(get){const m=new Map;for(const r of data.findings)for(const v of [].concat(get(r)))m.set(v,(m.get(v)||0)+1);return [...m].sort((a,b)=>b[1]-a[1])}
    function apply(){
      const q=$('q').value.trim().toLowerCase().split(/\s+/).filter(Boolean),v=$('verdict').value,p=$('placement').value,s=$('severity').value,d=$('detector').value,o=$('repository').value,a=+$('age').value;
      shown=data.findings.filter(r=>(!v||r[F.verdict]===v)&&(!p||r[F.placement]===p)&&(!s||r[F.severity]===s)&&(d===''||r[F.det]===+d)&&(o===''||r[F.repos].includes(+o))&&(!a||(!r[F.ended]&&(days(r)??-1)>a))&&q.every(w=>hay(r).includes(w)));
      const key=keys[sort.key],sign=sort.down?-1:1;
      shown=shown.map(r=>[key(r),r]).sort((x,y)=>(x[0]===null)-(y[0]===null)||(x[0]<y[0]?-sign:x[0]>y[0]?sign:0)||(x[1][F.start]??9e9)-(y[1][F.start]??9e9)||(x[1][F.fp]<y[1][F.fp]?-1:1)).map(x=>x[1]);
      drawn=0;$('rows').tBodies[0].replaceChildren();more();
      $('count').textContent=shown.length===data.findings.length?grouped(shown.length)+(shown.length===1?' secret':' secrets'):grouped(shown.length)+' of '+grouped(data.findings.length)+' secrets';
    }
    function row(r){
      const more=r[F.placeCount]-1;
      return el('tr',{role:'row',class:r[F.aside]?'aside':null},
        el('td',{role:'cell',class:'c-verdict'},el('span',{class:'chip '+r[F.tone]},r[F.verdict]),r[F.aside]?el('span',{class:'sub'},r[F.aside]):null),
        el('td',{role:'cell',class:'c-name'},el('a',{href:'#f-'+r[F.fp]},name(r)),el('span',{class:'sub'},el('code',{},r[F.red]))),
        el('td',{role:'cell',class:'c-age'},r[F.ended]?'ended':(r[F.atLeast]?'≥ ':'')+span(days(r))),
        el('td',{role:'cell',class:'c-since'},date(r[F.start])),
        el('td',{role:'cell',class:'c-place'},el('code',{},place(r)),el('span',{class:'sub'},(r[F.repos].map(i=>data.repositories[i])[0]||'')+(r[F.repos].length>1?' and '+(r[F.repos].length-1)+' more':'')+(more>0?' · '+grouped(more+1)+' places':''))),
        el('td',{role:'cell',class:'c-owner'},r[F.owner]||''),
        el('td',{role:'cell',class:'c-severity'},r[F.severity]));
    }
    function more(){const next=shown.slice(drawn,drawn+STEP);$('rows').tBodies[0].append(...next.map(row));drawn+=next.length;$('more').hidden=drawn>=shown.length;$('more').textContent='Show more ('+grouped(shown.length-drawn)+' left)'}
    function order(key){sort=sort.key===key?{key,down:!sort.down}:{key,down:key==='age'||key==='severity'};mark();apply()}
    function mark(){for(const b of document.querySelectorAll('[data-sort]')){const th=b.parentNode;if(b.dataset.sort===sort.key)th.setAttribute('aria-sort',sort.down?'descending':'ascending');else th.removeAttribute('aria-sort')}}

    """#

  private static let detail = #"""
    const section=(title,...kids)=>kids.length?[el('h3',{},title),...kids]:[];
    const link=(text,href)=>href&&href.startsWith('https://')?el('a',{href,rel:'noopener noreferrer'},text):document.createTextNode(text);
    function svg(name,attrs,...kids){const e=document.createElementNS('http://www.w3.org/2000/svg',name);for(const k in attrs)e.setAttribute(k,attrs[k]);e.append(...kids);return e}
    function timeline(r){
      if(r[F.start]==null)return null;
      const W=760,a=r[F.start],b=Math.max(data.now,a+1),x=d=>6+(d-a)/(b-a)*(W-12),kind=r[F.tone]==='live'?'live':r[F.ended]?'ended':'open',gone=r[F.gone]??b;
      const s=svg('svg',{viewBox:'0 0 '+W+' 58',role:'img','aria-label':'From '+date(a)+' to '+date(b)});
      s.append(svg('rect',{x:x(a),y:18,width:Math.max(2,x(Math.max(a,gone))-x(a)),height:12,rx:2,class:'f-'+kind}));
      if(gone<b&&!r[F.ended])s.append(svg('rect',{x:x(gone),y:23,width:x(b)-x(gone),height:2,class:'f-'+kind}));
      for(const e of r[F.events])s.append(svg('circle',{cx:x(Math.min(Math.max(e[0],a),b)),cy:24,r:5,class:'f-ended'},svg('title',{},date(e[0])+': '+e[1])));
      s.append(svg('text',{x:6,y:50,class:'t'},date(a)),svg('text',{x:W-6,y:50,class:'t','text-anchor':'end'},date(b)));
      return s;
    }
    function sheet(r){
      const d=data.detectors[r[F.det]]||[],c=r[F.commit],close=el('button',{type:'button',class:'close'},'Close');
      close.addEventListener('click',()=>$('detail').close());
      const first=c?'first '+c[0]+', '+c[2]+', “'+c[1]+'”'+(r[F.owner]?', by '+r[F.owner]:''):'no commit holds it';
      const hidden=r[F.placeCount]-r[F.places].length;
      return el('div',{class:'sheet'},close,
        el('span',{class:'chip '+r[F.tone]},r[F.verdict]),
        el('h2',{id:'detail-title',tabindex:'-1'},name(r)),el('code',{},r[F.red]),
        el('p',{class:'lead'},(r[F.ended]?'Ended. ':r[F.start]==null?'':'Open for '+(r[F.atLeast]?'at least ':'')+span(days(r))+', since '+date(r[F.start])+'. ')+r[F.advice][0].toUpperCase()+r[F.advice].slice(1)+'.'),
        timeline(r),
        ...section('What to do',el('dl',{},...(d[3]?[el('dt',{},'Revoke'),el('dd',{},link(d[3],d[3]))]:[]),
          ...r[F.instead].flatMap(i=>[el('dt',{},'Instead: '+i[0]),el('dd',{},i[1],...(i[2]?[' (',link('documentation',i[2]),')']:[]))]),
          ...(d[4]?[el('dt',{},'About it'),el('dd',{},link(d[4],d[4]))]:[]))),
        ...section('History',el('ol',{},el('li',{},first),...r[F.events].map(e=>el('li',{},date(e[0])+', '+e[1]+' in ',el('code',{},e[3]),' ('+e[2]+')')))),
        ...section('Places ('+grouped(r[F.placeCount])+')',el('ul',{},...r[F.places].map(p=>el('li',{},el('code',{},at(p)),(p[4]?' since '+p[4]:'')+(p[3]?', in place':r[F.placement]==='branch'?', not in HEAD':', gone'))),hidden>0?el('li',{},'and '+grouped(hidden)+' more: see the JSON form'):null)),
        ...section('Evidence',el('dl',{},...r[F.evidence].flatMap(e=>[el('dt',{},e[0]),el('dd',{},e[1])]),el('dt',{},'fingerprint'),el('dd',{},el('code',{},r[F.fp])))));
    }
    function show(){
      const m=/^#f-([0-9a-f]{32})$/.exec(location.hash),box=$('detail'),r=m&&data.findings.find(x=>x[F.fp]===m[1]);
      if(!r){if(box.open)box.close();return}
      box.replaceChildren(sheet(r));if(!box.open)box.showModal();box.scrollTop=0;$('detail-title').focus();
    }

    """#

  private static let start = #"""
    if($('rows')){
      fill('verdict',counted(r=>r[F.verdict]).sort((a,b)=>data.findings.find(r=>r[F.verdict]===a[0])[F.rank]-data.findings.find(r=>r[F.verdict]===b[0])[F.rank]).map(([v,n])=>[v,v+' ('+grouped(n)+')']));
      fill('placement',counted(r=>r[F.placement]).map(([v,n])=>[v,v+' ('+grouped(n)+')']));
      fill('severity',counted(r=>r[F.severity]).map(([v,n])=>[v,v+' ('+grouped(n)+')']));
      fill('detector',counted(r=>r[F.det]).map(([v,n])=>[v,(data.detectors[v]||['unknown'])[0]+' ('+grouped(n)+')']));
      fill('repository',counted(r=>r[F.repos]).slice(0,500).map(([v,n])=>[v,data.repositories[v]+' ('+grouped(n)+')']));
      fill('age',AGES);
      let timer;const form=document.querySelector('.filters');
      form.addEventListener('input',()=>{clearTimeout(timer);timer=setTimeout(apply,60)});
      form.addEventListener('submit',e=>e.preventDefault());
      form.addEventListener('reset',()=>setTimeout(apply,0));
      for(const b of document.querySelectorAll('[data-sort]'))b.addEventListener('click',()=>order(b.dataset.sort));
      $('more').addEventListener('click',more);
      if('IntersectionObserver' in window)new IntersectionObserver(e=>{if(e[0].isIntersecting&&drawn<shown.length&&drawn>0)more()},{rootMargin:'600px'}).observe($('more'));
      let folded=[];
      addEventListener('beforeprint',()=>{folded=[...document.querySelectorAll('details:not([open])')];for(const d of folded)d.open=true;while(drawn<shown.length&&drawn<PRINTED)more()});
      addEventListener('afterprint',()=>{for(const d of folded)d.open=false;folded=[]});
      let back=null;
      const box=$('detail');
      document.addEventListener('click',e=>{const a=e.target.closest&&e.target.closest('a[href^="#f-"]');if(a)back=a});
      box.addEventListener('click',e=>{if(e.target===box)box.close()});
      box.addEventListener('close',()=>{if(location.hash.startsWith('#f-'))history.replaceState(null,'',location.pathname+location.search);if(back&&back.isConnected)back.focus();back=null});
      addEventListener('hashchange',show);
      mark();apply();show();
    }

    """#
}
