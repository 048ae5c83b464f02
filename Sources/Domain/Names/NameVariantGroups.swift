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
        ioan ianto;ifan ianto;ieuan ianto;meical michael;meic mike michael;pawl paul;joseff joseph;deiniol daniel;deio dafydd
        dafi dafydd davy;nedw edward;lewsyn lewis;goronwy gronw;rolant roland;sieffre geoffrey;siarlys charles;sior george;siors george
        rosier roger;tudur tudor;illtud illtyd;merfyn mervyn;myrddin merlin;eifion eivion;einion eynon;caradog caradoc craddock;noa noah
        luc luke;marc mark;mathew mathias;edwyn edwin;robin robyn;robin robert;sioni sion johnny;siani jane jenny;wil wiliam
        wiliam william;guto gruffudd;catrin cadi;cadi catherine;catrin kate katie cathy;mererid margaret;margiad margaret
        marged margred margiad;beti betty elizabeth;bet beth;betsi betsy;leusa louisa louise;elsbeth elspeth elizabeth
        elsi elsie elizabeth;lili lily;mabli mabel;mali molly;mair mairi;mairi mhairi mary;nansi nancy;nan nancy ann;pegi peggy
        sali sally;sally sarah sali;alys alice alis;annie anni;rahel rachel;rebeca rebecca;nest nesta;agnes nest;luned eluned
        morfydd morfudd;lleucu lucy;martha marta;mati martha matilda;lisabeth elizabeth;wendi wendy;susanna susannah susan
        magdalen magdalena madeleine;ffion fiona;fiona fi;ffion fi;non nonn;glenys glenis;dilys dylis;ceri kerry kerri keri;adrian ade
        albert al;albert bert bertie;alfred alf alfie;alfred fred;alistair alasdair alastair alister allister aly;aidan aiden;angus gus
        archibald archie;arthur art;bartholomew bart;bernard bernie;bernadette bernie;brian bryan;carl karl;calvin cal;callum cal
        clifford cliff;declan dec;denis dennis den denny;derek derrick del;desmond des;donald don donny donnie;douglas doug dougie
        edmund ed ned;elijah eli;elliot eliot elliott eliott;eoin owen eoghan;eric erik;ernest ernie;eugene gene;finlay finley fin finn
        francis frank frankie fran;fraser frazer frazier;gabriel gabe;gavin gav;gilbert gil;glenn glen;glyn glynn;harvey harv
        hayden haydn;herbert bert herb;hugh hughie huey;isaac izaak ike zac;jacob jake;jake jacob jakub;jaden jayden jaiden jaydon jadon
        jeffrey jeffery geoffrey;joel jo;jordan jordon jordy;julian jules;kevin kev;kristopher christopher kris;chris kris;lee leigh
        leo leonard;leon leonard;liam william;malcolm malc mal;marcus marc mark;max maxwell maximilian;mervyn merv;melvyn melvin mel
        mitchell mitch;neville nev;nigel nige;norman norm;oscar ozzie;percival percy;perry peregrine;ralph rafe;randolph randy
        reginald reg reggie;rodney rod;roderick rod roddy;roland roly;rory ruairi ruaridh;rupert rup;russell russ russel
        scott scot scotty;sebastian seb;shane shayne;sidney sydney sid;simon si;solomon sol;spencer spence;theodore theo;theodore ted
        trevor trev;tristan tristram;vernon vern;vivian viv;wallace wally;wesley wes;wilfred wilf;wilfred fred;zachariah zachary zac
        aaron aron arron;alec alex alick;barry baz;bernard bernhard;christian chris;cyril cy;damian damien;dominic dominick nick
        gethin geth;jarrod jared jarred;jermaine germaine;jeremiah jerry;lachlan lochlan;morgan mog;nathaniel nat;otis odis
        quentin quinton;raphael rafael;reuben ruben;seamus shamus james;padraig patrick;hamish james seumas;oisin osheen;cormac cormack
        eamon eamonn;aodhan aidan;terrance terence;adele adelle;aileen eileen;alexandra sandy lexie alexis;alice ali;alison allison ali
        amelia millie milly;emilia emily millie;annette annie ann;antonia toni;arabella bella;isabella isabelle isabel bella izzy
        ashley ashleigh ash;beatrice bea bee trixie;bernice bernie;bridget bridie biddy;caitlin kaitlyn katelyn caitlyn kate
        carly carley karly;carol carole;cassandra cass cassie;catriona katrina;cecilia cecily celia;chantelle chantel shantelle
        charlene sharlene;cheryl sheryl cherryl;christina tina;christine tina;ciara keira kiera kira;constance connie;cordelia delia
        daphne daph;denise denice;diane dianne diana di;dorothy dorothea dora dottie;edith edie;elaine elayne;eleanor nora;elena helena
        eloise heloise;emma em emmie;emily em emmy;erin eryn;ester esther;eve eva evie;evelyn eve evie;felicity fliss flick
        frances fran francesca frankie franny;freya freyja;gabrielle gabriella gabby gaby;geraldine gerry geri;gillian gill jill
        jillian gillian jill;ginny virginia;gwendoline gwen;gwendoline wendy;hannah hanna;harriet hattie harry;helena helen lena
        henrietta hettie etta;hilary hillary;imogen immy;ingrid inge;irene rene;isla ila;jacqueline jacquelyn jaqueline jacky;jade jayde
        jane jayne janey;janet jan;janice jan janis;jean jeannie jeanette;jeanette janette jeannette;jasmine jasmin yasmin yasmine jas
        jenna jen;jodie jody jodi;josephine jose fina;joy joyce;judith judy jude judi;juliet juliette julie;justine justina
        karen karin caren;karina carina;katherine kitty kay kat katy;catherine kitty cathryn kat katy;katy katie kate
        kathleen kath kathy cathleen;kayleigh kayley kaylee;keely keeley;kelly kelley kellie;kirsty kirstie kirsten;kristina christina
        kristine christine;laura laurie lora;lavinia vinny;letitia letty tisha;liliana lily;lillian lilian lily lil;lily lilly
        linda lynda lin lyn;lindsay lindsey linsey lynsey;lynn lynne lyn lin;lorraine loraine lori;louise louisa lou;lucille lucy
        lucinda lucy;lucy lucie luce;lydia lyddie;mabel mabs;madeleine madeline madelyn maddie;madison maddie maddy;marcia marsha
        maria mary marie;marian marion maryanne;marilyn marylin;marjorie marge margie;marjory marjorie;matilda tilly tilda;maxine max
        melanie mel;melissa mel lissa;michaela micaela mikaela;mildred millie;millicent millie milly;minnie wilhelmina;monica monika
        mollie molly;myra moira;nancy anne;natasha tasha nat;nicole nicky nikki;nora norah honora;noreen norine;olive olivia
        olivia liv livvy ollie;pauline paula;penelope penny pen;philippa pippa pip;phoebe pheobe;phyllis phillis phyl;prudence prue
        rachel rach rae;roberta bobbie;robina robyn;rosalind ros roz;rosamund ros roz;roseanne rosanne rosie;rosemary rose rosie
        rosie rosa;rosa rose;roxanne roxy;sally sal;saoirse sersha;selina celina;sharon shaz sharron;sheila shelagh;shelley shelly
        shirley shirl;sinead shinead;siobhan shevaun;sonia sonya sonja;sophia sofia sophie;sophie sofie soph;stella estelle
        susan suzie suzy susie;suzanne suzanna susanne;sylvia silvia;tabitha tabby;tamara tammy;tamsin tamzin tammy;tania tanya
        teresa tessa;theresa tess tessa terri;tiffany tiff;toni tony;tracy trace;tracey trace;ursula ursy;vanessa nessa;vera verity
        veronica ronnie;veronica vera;vivien vivienne vivian viv;winifred win winnie freda;zara zahra;zena xena;caoimhe keeva;niamh neve
        roisin rosheen;mairead margaret;orla orlagh;grainne grania;jakub jacob kuba;mateusz matthew;michal michael;marek mark
        marcin martin;lukasz luke lucas;szymon simon;grzegorz gregory grzesiek;jerzy george jurek;wojciech wojtek
        stanislaw stan stanley staszek;jozef joseph;filip philip;wiktor victor viktor;wiktoria victoria viktoria
        zofia sophie sophia zosia;ewa eve eva;ania anna ann;joanna asia;barbara basia;magdalena magda madeleine;gosia malgorzata
        aga agnieszka;aga agata;karolina caroline;zuzanna susan zuzia;elzbieta elizabeth ela;krystyna christine;oliwia olivia
        patrycja patricia;weronika veronica;tomek tomasz;krzysiek krzysztof kris;bartek bartosz;bartosz bartlomiej
        bartlomiej bartholomew bartek;maciej matthias maciek;arek arkadiusz;darek dariusz;darius dariusz;jarek jaroslaw;slawek slawomir
        radek radoslaw;przemek przemyslaw;dominik dominic;dawid david;patryk patrick;rafal raphael;piotrek piotr;antoni anthony
        franciszek francis;henryk henry;jacek jack;janusz jan;karol charles;karol carl;leszek lech;ryszard richard;zbigniew zbyszek
        janek jan;edyta edith;beata bea;danuta danka;helena elen;irena irene;iwona yvonne;justyna justine;kasia katherine
        natalia natalie;paulina pauline;roksana roxanne;sylwia sylvia;urszula ursula;witold witek;mihai michael;alexandru alexander
        gheorghe george;ion john;ionut ion;nicolae nicholas;stefan stephen steven;cristian christian;cristina christina
        ecaterina catherine;elena helen;florin florian;gabriela gabriella;iulia julia;iulian julian;mihaela michaela;petru peter
        joao john;jose joseph pepe;francisco francis paco;miguel michael;juan john;jorge george;pedro peter;paulo paul;luis louis
        carlos charles;antonio anthony tony;manuel emanuel manny;giuseppe joseph;giovanni john gianni;oleksandr alexander oleksander
        serhii sergei serhiy sergiy;dmytro dmitry dmitri;mykola nicholas nikolai;yevhen eugene;iryna irina;kateryna catherine katerina
        olena helen elena;olha olga;volodymyr vladimir;ihor igor;andrii andriy andrew andrei;tetiana tatiana;ivan john
        aleksandr alexander;aleksandr sasha;mikhail michael misha;yekaterina ekaterina;svetlana sveta;tatyana tatiana tanya;ali aly
        hassan hasan;ibrahim ebrahim abraham;ismail ismael esmail;yasin yaseen;omar umar omer;osman usman uthman;abdul abdel abdal
        abdullah abdulla abdallah;abdirahman abdulrahman;rashid rasheed;khalid khaled;mustafa mostafa moustafa;mahmud mahmood mahmoud
        hamid hameed;hamza hamzah;saeed said;syed sayed saiyed;amir aamir ameer;nasir nasser naseer;jamal gamal jamaal;karim kareem
        salim saleem;tariq tarik tareq;wasim waseem;zain zayn zane;faisal faysal;habib habeeb;javed javaid;jawad javad;majid majeed
        mehmet mohammed;ahmet ahmed;musa moosa moses;naeem naim;nadeem nadim;rafiq rafique;rahim raheem;shahid shaheed
        sulaiman suleiman soleiman;sulayman sulaiman;tahir taher;yahya yahia;yunus younus younis;zahid zahed;fatima fatimah fatma
        aisha ayesha aysha aaisha;khadija khadijah;maryam mariam miriam;maryam mary;zainab zaynab zeinab;amina aminah;noor nur nour
        layla leila laila;sumaya sumayya;nasreen nasrin;parveen parvin;rukhsana ruksana;yasmeen yasmin;jasvinder jas;manjit manjeet
        paramjit paramjeet;rajinder rajender raj;rajesh raj;sukhwinder sukhvinder;vikram vik;deepak dipak;sanjay sanj;priyanka priya
        lakshmi laxmi;krishna krish;ravinder ravi;rahman rehman;choudhury chowdhury chaudhry choudhry chaudhary chaudhury
        shaikh sheikh shaykh;akhtar akhter aktar;miah mia miya;hossain hussain hossein;hussain hussein hossain;siddique siddiqui sidique
        malik maleek;qureshi quraishi;khatun khatoon;mohamud mohamed mahamud;nuur noor;ali alli;stevenson stephenson
        nicholls nichols nicholas;thompson thomson;johnstone johnston;davidson davison;jenkyns jenkins;hopkins hopkin;richards richard
        blethyn bleddyn;cadogan cadwgan;craddock cradock caradog;eynon einon;gittins gittings;gough goch gooch;gwilliam gwilym gwilliams
        kendrick kenrick;kyffin cyffin;mathias matthias;meyrick meurig merrick;prothero protheroe rhydderch;prytherch rhydderch
        treharne treherne trahaearn;edmunds edmonds;john johns;leyshon lleision;maddocks maddox madog;maddock maddox;myddleton middleton
        reynolds renolds reynold;sayce sais seys;trevor trefor;gronow goronwy;benyon beynon;bynon beynon;lewelyn llewelyn
        wiliams williams;taylor tayler;cox coxe;marshall marshal;simpson simson;pearce pierce pearse;spencer spenser;foster forster
        graham grahame;holmes homes;page paige;lowe low;burke bourke burk;byrne burn;osborne osborn osbourne;nicholson nicolson
        hodgson hodson;lawrence laurence lawrance;hewitt hewett;jarvis jervis;payne paine pain;pearson peirson;rowe roe;sharpe sharp
        steele steel;thorne thorn;walsh welsh welch;weekes weeks;whittaker whitaker;wyatt wyat;bryant briant;connolly connelly conolly
        daley daly;dixon dickson;doherty docherty dougherty;fleming flemming;gallagher gallacher;gardner gardiner gardener;gray grey
        hansen hanson;hayes hays;hutchinson hutchison;irvine irving irwin;jeffries jeffreys jefferies jeffrey;kay kaye;keane kean
        lamb lambe;leach leech;lyons lyon;mcarthur macarthur;mccarthy macarthy;mclean maclean;mcleod macleod;mcgregor macgregor
        mcintosh mackintosh macintosh;mcintyre macintyre;mcmillan macmillan;mcdonnell macdonnell;mckay mackay;mcnally macnally
        mcneil mcneill macneil;mcpherson macpherson;mcguire maguire;mcgrath magrath;neal neale neil;obrien brien;osullivan sullivan
        oreilly reilly riley;patterson paterson;poole pool;rhodes roads rodes;sanders saunders;simmons simmonds symonds;swann swan
        townsend townshend;wallace wallis;watts watt;yates yeates;abbott abbot;adams adam;andrews andrew;barrett barratt;beattie beatty
        brookes brooks;bowles boles;cohen coen;coleman colman;donnelly donelly;dunn dunne;emmerson emerson;farrell farrel ofarrell
        flynn flinn;garrett garratt;gibbs gibb;goodwin godwin;haines haynes;hawkins hawkin;hurst hirst;jacobs jacob
        kavanagh cavanagh kavanaugh;lester leicester;mahoney mahony omahony;marks marx;mathers mather;maxwell maxwel;mead meade
        miller millar;monroe munro munroe;morrison morison;moss mosse;murphy murphey;parks parkes;parsons parson;perkins perkin
        peters peter;philpott philpot;piggott pigott;powers power;quinn quin oquinn;ramsay ramsey;redmond redmund;regan reagan oregan
        rennie renny;roach roche;robins robbins;sinclair saintclair;slater slator;somers summers;stewart stuart steward;symons simons
        tait tate;talbot talbott;tierney tiernan;tomlinson thomlinson;ware wear;wells welles;woodhouse wodehouse;woolley wooley
        nowak novak;kaminski kaminska;zielinski zielinska;szymanski szymanska;dabrowski dabrowska;kozlowski kozlowska
        jankowski jankowska;kwiatkowski kwiatkowska;piotrowski piotrowska;grabowski grabowska;pawlowski pawlowska;michalski michalska
        nowicki nowicka;adamski adamska;jablonski jablonska;majewski majewska;olszewski olszewska;malinowski malinowska;ivanov ivanova
        petrov petrova
        """
}
