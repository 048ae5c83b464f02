extension NameVariants {
    /// Each group stands between semicolons or on a line; all names of a group may stand for one another. Folded forms.
    static let groups = """
        sian shan jane;sion shon john;ioan iwan ieuan ifan;ifan evan efan ewan euan;ieuan iuan euan;ioan john;sean shaun shawn
        dafydd david dai;david dave davey davy dai;dafydd daf dai;dewi david;huw hugh hew;rhys rees reece reese rice
        owain owen owein;gwilym william gwil wil;william will bill billy willie wil;gruffydd gruffudd griffith gruff griff
        llywelyn llewelyn llewellyn llywellyn llew;tomos thomas tomas;thomas tom tommy twm;tomos twm tom
        steffan stephan stephen steven;stephen steven steve stevie;alun alan allan alyn;hywel howell howel hyw;llyr lyr
        harri harry henry;harry henry harold hal;aneirin aneurin nye;elis ellis;emyr emir;iestyn justin;geraint ger
        gareth garreth gaz;gary garry gaz;gethin gethyn;macsen maxen;rhodri rhod roderick;morgan morgans;pedr peter
        mihangel michael;iago james jac;iorwerth edward yorath;ifor ivor;emlyn emlin;meurig maurice morris;emrys ambrose
        rhisiart richard;robat robert rob;siarl charles;siams james;edmwnd edmund;ned edward;guto gruffydd;bryn brynmor
        catrin catherine katrin cati cat;catherine katherine kathryn katharine cath kate katie kathy cathy kate
        katarzyna katherine catherine;mair mary mari;mary molly polly;mari marie mary;elin elen helen ellen;helen nell nellie
        marged margaret mared;margaret maggie peggy meg madge;megan meg;ffion fion;cerys carys kerys;bethan beth bethany
        elizabeth liz lizzie beth betty betsan betsi elisabeth eliza;elisabeth bethan beth;rhian rhianne;rhiannon rhianon rhi
        angharad anharad;lowri lowrie laura;sioned janet shoned;sian sioned;gwenllian gwen gwenno;gwen gwenno gwyneth gwenda
        siwan joan;nerys neris;myfanwy myf;bronwen bron bronwyn;anwen anwyn;nia niamh;gwladys gladys;esyllt isolde;sara sarah
        michael mike mick mikey mickey;christopher chris kit;christine christina chris chrissie;daniel dan danny;danielle dani
        james jim jimmy jamie;matthew matt mathew;robert rob bob bobby robbie bert;andrew andy drew;anthony antony tony ant
        jonathan jon johnathan jonathon jonny;john jack johnny jon jonny;jac jack;joseph joe joey;benjamin ben benny benji
        samuel sam sammy;samantha sam sammy;nicholas nicolas nick nicky;nicola nicky nic nikki;alexander alex sandy alec xander
        alexandra alex lexi sandra;richard rich rick ricky dick richie;philip phillip phil;terence terry terrence;kenneth ken kenny
        peter pete;joshua josh;jason jay;darren daz darran;nathan nate nathaniel;mohammed muhammad mohamed mohammad mohamad mo
        charles charlie chas chuck;charlotte charlie lottie;edward ed eddie ted teddy;edwin ed eddie;frederick fred freddie
        george georgie;georgia georgie george;gerald gerry gerard;jeremy jerry;geoffrey jeffrey geoff jeff;graham graeme
        lawrence laurence larry laurie;leonard len lenny;leslie les lesley;martin martyn;neil neal niall;patrick pat paddy
        patricia pat trish tricia;raymond ray;ronald ron ronnie;stanley stan;stuart stewart stu;timothy tim;victor vic
        walter wally walt;vincent vince;dominic dom;gregory greg;ian iain;kieran ciaran keiran kieron;conor connor
        callum calum;bradley brad;cameron cam;luke lucas;lewis louis;zachary zac zach zak;oliver ollie;toby tobias
        jennifer jen jenny jenni;jenny siani;rebecca becky bec becca rebekah;victoria vicky tori vicki vikki
        susan sue suzanne susie;deborah debra debbie deb;jacqueline jackie jacqui;kimberley kim kimberly;abigail abi abbie
        stephanie steph stefanie;jessica jess jessie;tracey tracy;angela ange angie;natalie nat nathalie;gemma jemma gem
        joanne jo joanna;michelle shell shelly;claire clare clair;rachel rachael;leanne leeanne lianne;stacey stacy
        ann anne annie anna;amy aimee;theresa teresa terri tess;eleanor ellie nell elinor;isobel isabel isabelle izzy
        pamela pam;barbara barb babs;dorothy dot dolly;florence flo flossie;amanda mandy;caroline carol carrie;julie julia jules
        josephine josie jo;valerie val;yvonne eve;hayley hailey;chloe cloe;zoe zoey;lisa liza;donna madonna;sandra sandie sandy
        piotr peter;tomasz thomas tomas;andrei andrew andrzej;yusuf yousef yusef joseph;krzysztof christopher;pawel paul
        jan john;mikolaj nicholas;agnieszka agnes;aleksander alexander;aleksandra alexandra;katarzyna kasia;malgorzata margaret
        davies davis dafis davys;llewellyn lewellyn llewelyn;griffiths griffith griffin gruffydd;hughes huws hughs;evans ifans evan
        howells howell howels hywel;powell powel aphywel;price pryce prys preece aprhys;rees rhys reece aprhys
        pritchard prichard aprichard apricard;bevan beavan bevans abifan abevan abieuan;parry parri apharri apharry apharry
        pugh puw pughe aphuw aphugh;probert aprobert;prosser aprosser;bowen abowain abowen;bowen bowens;bellis abelis abellis
        morris morriss morus maurice;phillips philips phillip;lloyd llwyd loyd floyd;vaughan vaughn fychan;gwynne gwyn gwynn
        wynne wynn wyn;meredith maredudd meridith;williams william gwilym;owen owens owain;watkins watkin;jenkins jenkin siencyn
        rowlands rowland;humphreys humphries humphrey wmffre;lewis lewys louis;edwards edward;roberts robert
        harris harries harrys;matthews mathews;clarke clark;allen allan alan;bailey baily bayley;brown browne;green greene
        cook cooke;moore moor more;white whyte;smith smyth smythe;rogers rodgers;bennett bennet;mitchell mitchel
        ahmed ahmad;hussain hussein husain;mohamed mohammed;macdonald mcdonald;mckenzie mackenzie;oconnor oconner connor
        oneill oneil neill;kowalski kowalska;cadwaladr cadwalader cadwallader;beynon baynon baynham;walters walter;johnson johnston
        wisniewski wisniewska;lewandowski lewandowska;jones joness;reid read reed;stephens stevens;shepherd sheppard shephard
        """
}
