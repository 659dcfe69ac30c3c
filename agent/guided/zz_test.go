package guided
import ("testing";"luonnos/tools/reading";"time")
func TestZZ(t *testing.T){
 s:="Hei, olen Outi Kaasalainen, varhaiskasvatuspäällikkö Hiidenlammen kunnasta, yksikkönä varhaiskasvatus."
 for _,f:=range []struct{n string;f func()}{{"raci",func(){reading.RACIRole(s,"fi")}},{"tok",func(){reading.Tokens(s,"fi")}},{"people",func(){reading.People(s,"fi",nil)}},{"parties",func(){reading.Parties(s,"fi",nil)}},{"dates",func(){reading.Dates(s,"fi",time.Now())}},{"msg",func(){readMessage("m",s,"fi",time.Now(),nil)}}} {
  t0:=time.Now(); f.f(); t1:=time.Now(); for i:=0;i<20;i++{f.f()}; t.Log(f.n, t1.Sub(t0), time.Since(t1)/20)
 }
}
