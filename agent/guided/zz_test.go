package guided
import ("testing";"luonnos/tools/plan";"os";"time";"strings";"fmt")
// debugging: ZZ="lang|topic|text"
func TestZZ(t *testing.T){
 for _, line := range strings.Split(os.Getenv("ZZ"),"\n") {
 a:=strings.SplitN(line,"|",3); if len(a)<3 {continue}
 d:=plan.NewDraft(plan.Lang(a[0]))
 today:=time.Date(2026,3,16,0,0,0,0,time.UTC)
 m := readMessage("m", a[2], d.Lang, today, strings.FieldsFunc(os.Getenv("KN"),func(r rune)bool{return r==59}))
 asks := asksOf(plan.Topic(a[1]))
 if strings.Contains(a[1],".") { asks=nil; for _,x:=range strings.Split(a[1],",") { asks=append(asks,plan.Path(x)) } }
 r := newReader(m, d, asks, today)
 fmt.Println("==",a[2])
 if os.Getenv("V")!="" {
 for _,h:=range m.hits { fmt.Printf("   hit %s/%d %q\n",h.name,h.mode,m.quote(h.span)) }
 for i,s:=range m.sentences { fmt.Println("   sentence",i,m.quote(s), "vote", r.vote(s, r.pending)) }
 for _,n:=range m.nums { fmt.Printf("   num %+v\n",n.Number) }
 for _,n:=range m.people { fmt.Printf("   person %+v\n",n.Person) }
 for _,s:=range m.sentences { for _,p:=range m.pieces(s, os.Getenv("V")) { fmt.Printf("   piece %s/%d %q sep %q\n",p.label,p.mode,m.quote(p.span),p.sep)} }
 }
 acts:=r.acts()
 for _,x:=range acts { fmt.Println("  act",x.act,m.quote(x.at)) }
 facts,conf:=r.read()
 for _,f:=range facts { fmt.Println("   ",f.path,"=",show(f.value)) }
 for _,f:=range conf { fmt.Println("  ?",f.path,f.old,f.new) }
 for _,u:=range r.unplaced() { fmt.Println("  unplaced:",u) }
 }
}
