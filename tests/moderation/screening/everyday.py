"""Everyday words of each language that no list may take for a name or a place."""

from __future__ import annotations

from typing import Final

EVERYDAY: Final = {
    "en": """
the be to of and a in that have it for not on with he as you do at this but his by from they we say her she or an
will my one all would there their what so up out if about who get which go me when make can like time no just him
know take people into year your good some could them see other than then now look only come its over think also back
after use two how our work first well way even new want because any these give day most us man men woman women child
children world school state family student group country problem hand part place case week company system program
question night point home water room mother area money story fact month lot right study book eye job word business
issue side kind head house service friend father power hour game line end member law car city name team minute idea
kid kids body information parent face others level office door health person art war history party result change
morning reason research girl guy boy moment air teacher force education min mins sec junior senior ha haha lol hm hmm
oh ok okay yeah yep nope nah hey hi hello bye thanks thank please sorry dear love hope grace faith joy may might must
shall should mark bill frank rich rob jack gene rose lily iris ivy daisy summer autumn dawn eve sky star sunny misty
rusty sandy stormy chase hunter drew skip chuck dick don guy ray art lance miles max norm nick pat penny sue jay dean
earl duke king queen prince baron judge major general private sergeant captain corporal cook baker mason taylor turner
carter walker wright clark fisher parker porter potter sawyer shepherd smith ward bishop church cross field fields ford
forest fox frost gold hall hill hunt jolly key knight lane little long moon moss noble page peace pool price read rice
rivers sharp short small snow speed stone strong sweet swift wells west winter wise wolf wood woods worth young black
white brown green gray grey blue bell ball best bush cash cole head horn lamb nash pope post rock sands savage self
shaw silver steel street temple tower wade wall van ban bang bay bin bon can chan chin choi cho dang do doan ha han ho
hung king lam lang lee long man ma mai my nam ng pan park sang shin sin sing so song sun tan tang than the thin tin to
tong ton van wan war win wing wong yang yin young yu zen am an ana as baba bad baby dada mama papa nana amen deep
karma maya rim roy see she sun ten tina angel ash ashes aspen autumn basil bear berry birch bird blaze
bliss blossom brook brooks bud buddy button candy cat cherry clay clover coal coral crystal dale dash dell destiny dot
dusty echo ember fern finch flint flora forrest gale garnet ginger glen glory golden happy harbor harmony haven hazel
heath heather holly honey jade jasmine jewel journey july june april august january joy justice lark laurel leaf legend
lovely lucky magnolia maple marble marsh meadow melody mercy merry mint misty moody myrtle oak ocean olive opal
patience patty peaches pearl pepper perry pie poppy precious presley prudence rain rainbow rally raven reed reef reign
river robin rocky rowan royal ruby sage scout shade shadow sierra sparrow spike spring stella sterling stew storm
tab tad temperance terry tiger tom trinity tripp true tucker tuck umber unity urban vale velvet venus vera verity
victory viola violet virtue whisper willow wolf wren zephyr alert trail reading bath perth kent sydney london windsor
richmond cambridge delta hamilton regina victoria surrey nelson ajax milton carp amherst churchill dawson mission
princeton oliver summit elk hay high level vulcan brooks peace river hinton taber cap lap map ship mess
base wing camp course parade kit ruck range barracks quarters leave posting tour deployed release claim file form
appointment clinic hospital therapist medic padre chain command unit desk shift watch boat tank truck plane jet engine
sober drunk drink beer wine pills sleep awake tired numb scared alone lost broken anger mad sad shame guilt tears cry
laugh smile coffee tea bread soup dog cat puppy walk run swim garden kitchen couch bed blanket window porch fence
hers mine ours yours cop cops mom dad mum gran nan pop sis bro aunt uncle cousin niece nephew wife husband ex kin
amber jean jeans denim carol christian austin logan morgan kim france paris kelly charity chance
""",
    "fr": """
le la les un une des de du et est en que qui dans pour pas plus ce se sur au avec il elle on nous vous ils elles je tu
me te mon ma mes ton ta tes son sa ses notre nos votre vos leur leurs mais ou donc or ni car si comme quand ben bin ben
pis fait faire dit dire va vais aller vient venir voir vu su pu dû eu été être avoir peut veut doit sait croit prend met
tout tous toute toutes rien chose choses fois jour jours nuit soir matin midi heure heures minute minutes semaine mois
an ans année temps vie mort monde gens homme femme enfant enfants fils fille garçon gars mère père frère soeur ami amie
chum blonde maison porte chambre lit table chaise fenêtre cuisine cour rue ville pays travail job argent auto char
bon bonne beau belle grand grande petit petite gros grosse vieux vieille jeune nouveau nouvelle premier dernier seul
seule même autre autres vrai vraie faux juste fort forte haut bas long longue court plein vide chaud froid doux douce
dur dure clair noir noire blanc blanche bleu vert rouge rose gris brun roux jaune mauve oui non peut-être merci bonjour
salut bonsoir allô bye adieu pardon désolé voilà voici là ici ailleurs loin près dedans dehors dessus dessous devant
derrière avant après pendant depuis encore déjà toujours jamais souvent parfois tantôt aussi très trop assez peu
beaucoup moins bien mal mieux pire vite lentement ensemble contre entre chez vers sous sans selon sauf malgré hier
demain lundi mardi mercredi jeudi vendredi samedi dimanche janvier février mars avril mai juin juillet août septembre
octobre novembre décembre printemps été automne hiver neige pluie vent soleil lune étoile ciel mer lac rivière forêt
bois arbre fleur feuille herbe terre pierre roche sable eau feu air lumière ombre chien chat cheval oiseau poisson
pain lait beurre fromage soupe café thé bière vin boisson pilule sommeil rêve cauchemar peur colère honte joie peine
douleur fatigue calme paix espoir courage force amour coeur tête main mains bras jambe pied dos ventre oeil yeux
bouche nez oreille voix mot mots parole phrase lettre papier livre histoire question réponse raison tort problème
solution idée façon manière moyen aide soin soins médecin docteur psy clinique hôpital dossier formulaire demande
appel rendez-vous bureau unité base caserne mess cours recrue soldat sergent caporal capitaine major adjudant marin
matelot navire bateau avion camion uniforme bottes parade exercice mission tour libération pension réclamation
clément fidèle constant juste prudent prudence grâce désiré aimé ange noël céleste aurore perle marguerite olive
violette iris jasmin capucine clémence victoire modeste parfait bénin blaise brice candide carmin cassis cerise
cher chère claire clarté coco comté côté coton cordier couture couturier cuisinier dubé duc comte roi reine prince
barbe barbier berger bergeron boucher boulanger bourgeois bouchard boulet bossé beaudet bonneau bonnet bouvier brousse
caron carrier charbonneau charpentier chevalier chrétien cloutier coté couillard cyr dandy daigle dion drapeau dufour
dumas duval fabre farine ferland fiset fleury fontaine forcier forest fortin fournier gagné gagner garant garneau
gendron genest godin goyer grenier guay guérin houle huot jolie joly labbé labelle labonté lachance lacasse lacroix
laflamme lafleur laforest laforêt laforce lajoie lalonde lamontagne lambert landry langelier langlais langlois lapierre
laplante lapointe larivière laroche larose larue lavallée lavoie leblanc leclair leclerc lecourt lefort léger lejeune
lemoine lepage leroux levasseur lheureux loiselle lussier maillet maire marchand marin marois martel martin masse
maltais méthot meunier michaud miron moine moisan monette moreau morin nadon noiseux normand ouellet pagé panneton
papineau paradis paré parent pelletier perron petit picard pilon pilote plante plourde poirier poitras poulin pouliot
prévost prime proulx rancourt renard renaud riel rocher rousseau roussel roy sauvé savard savoie séguin simard
sirois sorel soucy tardif tessier tremblay trudel turgeon vachon vallée verreault vigneault vigneau villeneuve voyer
an ha hum bah ah oh eh hein wow ouf bof chut tsé genre tse faque fait-que chu tu-veux ouin ouais nah min mins sec
merci-beaucoup dan mai mais men tan tant thé tho tu va van vu ban bang banc lin long mai mine mina mama papa
maman mamie papi mémé pépé tante oncle cousin cousine neveu nièce bébé ado ados ti-cul kid kids fin fine fins final
france paris lyon anjou orléans alma amos verdun chambly oka perce bonaventure nicolet varennes gare pont quai
baie val cap pointe mont île anse côte havre source sources rive rives plage plateau centre nord sud ouest
""",
}
