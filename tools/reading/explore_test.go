package reading
import ("testing";"os";"fmt";"time";"go.yaml.in/yaml/v3";"strings")
func TestExplore(t *testing.T){
 f:=os.Getenv("CASE"); if f=="" {t.Skip()}
 b,_:=os.ReadFile(f)
 var c struct{Lang string; Today string; Script []struct{Say []struct{T string}}; Corrections []struct{Say string}}
 if err:=yaml.Unmarshal(b,&c);err!=nil{t.Fatal(err)}
 today,_:=time.Parse("2006-01-02",c.Today)
 l:=Lang(c.Lang)
 tr:=os.Getenv("STYLE")
 var known []string
 show:=func(s string){
  if strings.Contains(tr,"lower"){s=strings.ToLower(s)}
  if strings.Contains(tr,"plain"){s=foldSlowKeep(s)}
  fmt.Println("##",s)
  for _,n:=range Numbers(s,l){ fmt.Printf("   N %v-%v %s [%s] per=%s a=%v imp=%v ord=%v b=%s fr=%v {%s}\n",n.Value,n.High,n.Unit,n.UnitText,n.Per,n.Approx,n.Implied,n.Ordinal,n.Bound,n.Fraction,s[n.Start:n.End])}
  for _,n:=range Dates(s,l,today){ fmt.Printf("   D %s %s..%s %s inf=%v {%s}\n",n.ISO,n.From,n.To,n.Role,n.Inferred,s[n.Start:n.End])}
  for _,n:=range Periods(s,l,today){ fmt.Printf("   P %s..%s {%s}\n",n.From,n.To,s[n.Start:n.End])}
  for _,p:=range People(s,l,known){ fmt.Printf("   H %q %q self=%v known=%v {%s}\n",p.Name,p.Title,p.Self,p.Known,s[p.Start:p.End]); if len(strings.Fields(p.Name))>1&&!p.Known{known=append(known,p.Name)}}
  for _,p:=range Parties(s,l,known){ if !p.Person {fmt.Printf("   G %q\n",p.Name)}}
  for _,p:=range RACIRole(s,l){ fmt.Printf("   R %s {%s}\n",p.Role,s[p.Start:p.End])}
 }
 for _,x:=range c.Script{for _,y:=range x.Say{show(y.T)}}
 for _,x:=range c.Corrections{show(x.Say)}
}
func foldSlowKeep(s string)string{return strings.NewReplacer("ä","a","ö","o","å","a","Ä","A","Ö","O","Å","A").Replace(s)}
