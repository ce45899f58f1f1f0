//! The words that tell furniture: in the names that pages give their elements, and in what only
//! furniture says.

use std::sync::LazyLock;

use regex::Regex;

/// Words in the names of elements, each between hyphens.
pub(super) static NAMES: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let words = "share|shares|sharing|sharebar|sharethis|sharedaddy|share-?(?:tools|links|buttons?|bar|icons?)|socials?|social-?(?:media|links|share|bar|icons?)|addthis|\
        addtoany|follow|follow-?us|newsletters?|subscribe|subscribers?-cta|signup|sign-up|signin|sign-in|login|register|\
        cookies?|gdpr|consent|cmp|related|relateds|recommended|recommendations?|recirc|recirculation|read-more|readmore|read-next|\
        readnext|read-also|see-also|more-(?:from|on|stories|news|articles|in)|most-(?:read|popular|viewed|recent)|mostread|popular|\
        trending|promos?|promoted|promotion|sponsor|sponsors|sponsored|adverts?|advertisement|advertisements|advertising|ad|ads|advert|\
        adslot|ad-?(?:slot|unit|wrapper|container|box|banner|placeholder)|adsbygoogle|dfp|outbrain|taboola|zergnet|comments?|comments-?(?:area|list|section|form)|disqus|respond|\
        breadcrumbs?|pagination|pager|paging|nav|navbar|navigation|menu|submenu|sidebar|side-bar|rail|right-?rail|footer|site-?header|masthead|\
        taglist|tag-?list|tag-?cloud|tags|post-?tags|entry-?tags|article-?tags|topics|topic-?list|keywords|widgets?|toolbar|article-?tools|print|skip|skip-?link|modal|popup|pop-?up|overlay|\
        tooltip|survey|poll|donate|donation|cta|call-?to-?action|byline|bylines|by-?line|author-?(?:bio|box|info|card|details|description|block|name|meta|image)|about-?(?:the-)?author|\
        authors?|post-?meta|entry-?meta|article-?meta|meta|metadata|entry-?footer|entry-?utility|pub-?date|publish-?date|published|timestamp|datetime|dateline-?date|\
        screen-?reader-?text|screen-?reader|sr-?only|visually-?hidden|visuallyhidden|offscreen|hidden|mw-editsection|\
        noprint|navbox|catlinks|jp-relatedposts|slideshow|carousel|slider|gallery|lightbox|video-?(?:player|container|wrapper)|player|audio-?player|\
        syndication|copyright|app-?(?:promo|banner|download)|whatsapp|telegram|teaser|teasers|teaser-?list|up-?next|next-?post|prev-?post|post-?nav(?:igation)?|bookmark|feedback|rating|ratings|reactions?|likes?|\
        photo-?credit|image-?credit|credit|credits|media-?credit";
    let words: String = words.split_whitespace().collect();
    Regex::new(&format!("-(?:{words})-")).ok()
});

/// Words in the names of elements that show many pictures, each with a paragraph of its own.
pub(super) static SHOWS: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new("-(?:slideshow|carousel|slider|gallery|lightbox)-").ok());

/// Words in the names of elements that explain a picture.
pub(super) static CAPTIONS: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        "-(?:caption|captions|wp-caption-text|cutline|image-?caption|img-?caption|photo-?caption|media-?caption|legend|figcaption|image-?description)-",
    )
    .ok()
});

/// Lines that only furniture says, from end to end.
pub(super) static SAYINGS: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?i)^(?:[-–—•|*\[\(\s]*)(?:",
        r"advertisements?|advert|ad|sponsored(?: content)?|promoted(?: content)?|story continues below.*|article continues (?:after|below).*|",
        r"continue reading(?: below| the main story.*)?|scroll (?:down )?to continue.*|skip (?:advertisement|to .{1,40}|past newsletter promotion|ad)|",
        r"(?:related|recommended|more|read more|see also|also read|further reading|more (?:on|from|in) .{1,50}|you may (?:also )?like|most (?:read|popular|viewed)|trending(?: now)?|don.t miss|up next|read next|what to read next|more stories|related (?:articles?|stories|content|topics?|links?|coverage|posts?|news)|editors.? picks?|top stories|latest (?:news|stories|videos?)|popular (?:now|stories)|in this (?:article|story))[\s:…]*|",
        r"(?:read(?: more)?|read also|also read|see also|related(?: (?:article|story|link))?|watch|more|listen|don.t miss|recommended|see more|must read|subscribe)\s*[:|»>].{0,200}|",
        r"(?:share|tweet|email|print|save|copy link|link copied!?|whatsapp|facebook|twitter|x|linkedin|reddit|pinterest|telegram|comments?|comment|like|follow(?: us)?|listen|share (?:this|on|via|article|story).{0,60}|view comments|leave a (?:comment|reply)|(?:show|hide) comments?|close|menu|search|home|next|previous|back to top|top|toggle .{0,30}|gift article|bookmark|sign in|log in|subscribe(?: now)?|download)|",
        r"(?:sign up|subscribe|register|get|click here|tap here|follow|join|download|like) .{0,120}(?:newsletters?|inbox|app|whatsapp|telegram|facebook|twitter|instagram|alerts?|channel|updates|google news|notifications?)\b.{0,60}|",
        r"(?:©|\(c\)|copyright).{0,200}|all rights reserved.{0,80}|this (?:article|story|material|content) (?:was (?:originally|first) published|may not be (?:published|reproduced)|originally appeared).{0,200}|",
        r"we use cookies.{0,200}|by (?:signing up|subscribing|clicking|continuing).{0,250}|photo:.{0,150}|photograph:.{0,150}|image (?:source|credit|caption)s?[,:].{0,150}|(?:file )?photo by.{0,120}|getty images|loading\.{0,3}|",
        r"\d{1,2} ?(?:min|minute)s?(?: read)?|(?:\d+|no) comments?|\d+ shares?|published|updated|last updated.{0,60}|updated (?:on|at).{0,60}|published (?:on|at|:).{0,80}|posted (?:on|at).{0,60}|",
        r"(?:we'?d? love to hear|have (?:a|you got a) (?:news )?tip|contact (?:us|the author|the reporter|this reporter)|email (?:us|the author)).{0,200}",
        r")(?:[\s.:»>…\]\)]*)$"
    ))
    .ok()
});

/// Headings above furniture: they and what follows them to the end of the page go.
pub(super) static LAST_HEADINGS: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"(?i)^(?:related(?: (?:articles?|stories|content|topics?|links?|coverage|posts?|news|reading))?|recommended(?: for you| stories| articles| reading)?|more (?:from|on|in|about) .{1,60}|more (?:stories|news|articles)|you (?:may|might) (?:also )?(?:like|be interested in).{0,30}|read (?:more|next|also)|most (?:read|popular|viewed).{0,30}|trending.{0,20}|comments?(?: \(\d+\))?|\d+ (?:comments|responses).{0,40}|leave a (?:reply|comment)|join the (?:conversation|discussion)|(?:latest|top|other) (?:news|stories|articles|headlines).{0,20}|about the authors?|sign up .{1,80}|subscribe .{0,80}|newsletter.{0,40}|share this.{0,30}|tags|topics|editor.s picks?|sponsored.{0,30}|around the web|popular (?:posts?|stories|now)|up next|what to read next|navigation menu|our standards.{0,60})[:\s]*$",
    )
    .ok()
});

/// Lines that only furniture says, in languages other than English.
pub(super) static SAYINGS_ELSEWHERE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?i)^(?:[-–—•|*→»>\[\(\s]*)(?:",
        // German
        r"(?:weiterlesen|mehr (?:lesen|dazu|zum thema|erfahren|aus .{1,40})|lesen sie (?:auch|hier|mehr).{0,80}|lies auch.{0,80}|auch interessant|das könnte (?:sie|dich) (?:auch )?interessieren|das thema könnte (?:sie|dich) (?:auch )?interessieren|(?:ähnliche|verwandte|weitere|passende) (?:beiträge|artikel|themen|meldungen|links?)|(?:weiterführende[rn]?|externe) links?|diese beiträge solltest du nicht verpassen|schlagworte?|schlagwörter|stichwörter|themen|anzeige|werbung|teilen|drucken|kommentare?(?: (?:geschlossen|schreiben))?|\d+ kommentare?|zum (?:thema|artikel|video)|zurück|zur startseite|nach oben|newsletter|quelle|bildquelle.{0,120}|foto: .{0,120}|beitragsbild.{0,120}|© .{0,120}|(?:artikel|seite) (?:drucken|versenden|teilen))|",
        // French
        r"(?:lire (?:aussi|la suite|également|plus).{0,160}|à lire (?:aussi|également).{0,160}|en savoir plus.{0,40}|voir (?:aussi|plus).{0,100}|sur le même (?:sujet|thème)|articles? (?:liés?|similaires?|connexes?)|à (?:propos de l.auteur|découvrir)|publicité|partager(?: (?:sur|cet article|par).{0,40})?|imprimer|commentaires?|\d+ commentaires?|mots[- ]clés|suivez-nous.{0,60}|abonnez-vous.{0,100}|réservé aux abonnés|retour en haut|crédit photo.{0,80}|image d.illustration|image illustrative)|",
        // Spanish and Portuguese
        r"(?:leer más|lee (?:también|más).{0,160}|lea (?:también|además).{0,160}|te puede interesar.{0,120}|también te puede interesar.{0,80}|más (?:información|noticias)|noticias relacionadas|artículos? relacionados?|temas relacionados|publicidad|compartir|imprimir|comentarios?|etiquetas|síguenos.{0,60}|suscríbete.{0,100}|leia (?:também|mais).{0,160}|veja (?:também|mais).{0,160}|saiba mais|notícias relacionadas|publicidade|compartilhe?|continua (?:após|depois d)a publicidade|comentários)|",
        // Italian
        r"(?:leggi (?:anche|tutto|di più|l.articolo).{0,160}|potrebbe interessarti.{0,60}|potrebbero interessarti.{0,60}|articoli correlati|pubblicità|condividi.{0,40}|stampa|commenti|approfondisci|riproduzione riservata.{0,40}|© riproduzione riservata)|",
        // Dutch and Scandinavian
        r"(?:lees (?:ook|meer|verder).{0,160}|gerelateerd|gerelateerde (?:artikelen|berichten)|advertentie|deel dit.{0,40}|reacties|läs (?:mer|också|även).{0,160}|les (?:også|mer).{0,160}|læs (?:også|mere).{0,160}|relaterade artiklar|annons|annonse|annonce|dela|del)|",
        // Polish, Russian, Ukrainian, Turkish
        r"(?:czytaj (?:także|też|więcej|dalej).{0,160}|zobacz (?:także|też|więcej).{0,160}|przeczytaj (?:także|też).{0,160}|reklama|udostępnij|komentarze|читайте (?:также|ещё|еще).{0,160}|читать (?:далее|также|полностью).{0,160}|смотрите также.{0,100}|по теме|материалы по теме|реклама|поделиться|комментарии|подписывайтесь.{0,120}|теги|читайте також.{0,160}|дивіться також.{0,100}|поділитися|коментарі|підписуйтесь.{0,120}|ilgili haberler|reklam|paylaş|devamını oku)|",
        // Chinese, Japanese, Korean
        r"(?:相关(?:阅读|新闻|文章|报道).{0,60}|延伸阅读.{0,60}|责任编辑.{0,40}|编辑[:：].{0,30}|分享(?:到)?.{0,30}|关键词.{0,60}|広告|関連(?:記事|ニュース|リンク)|あわせて読みたい|続きを読む|관련기사|기자 *\S+@\S+)",
        r")(?:[\s.:：»>…\]\)]*)$"
    ))
    .ok()
});

/// Headings above furniture in languages other than English.
pub(super) static LAST_HEADINGS_ELSEWHERE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?i)^(?:",
        r"(?:ähnliche|verwandte|weitere|passende|neueste|aktuelle) (?:beiträge|artikel|themen|meldungen|nachrichten|links?)|kommentare? (?:schreiben|geschlossen)|(?:das|dies) könnte (?:sie|dich) (?:auch )?interessieren|auch interessant|mehr (?:zum thema|aus .{1,40}|artikel)|meistgelesen.{0,20}|kommentare?|\d+ (?:kommentare?|antworten|gedanken).{0,60}|schreibe? (?:einen|uns einen|den ersten) kommentar.{0,30}|kommentar (?:schreiben|verfassen|hinterlassen)|über (?:den autor|die autorin|den verfasser|uns)|newsletter.{0,40}|diskussion|ihre meinung.{0,40}|(?:antwort|kommentar) (?:schreiben|hinterlassen)|schreibe eine antwort|",
        r"(?:sur le même (?:sujet|thème))|articles? (?:liés?|similaires?|connexes?|récents?)|à lire (?:aussi|également)|commentaires?.{0,20}|\d+ (?:commentaires?|réponses?).{0,40}|laisser un commentaire|vos commentaires|à propos de l.auteur|les plus (?:lus|populaires)|",
        r"noticias relacionadas|artículos? relacionados?|(?:también )?te puede interesar|lo más (?:leído|visto)|comentarios?|deja (?:un comentario|una respuesta)|sobre el autor|leia (?:também|mais)|veja também|notícias relacionadas|mais lidas|comentários|deixe (?:um comentário|uma resposta)|",
        r"articoli correlati|leggi anche|potrebbe(?:ro)? interessarti.{0,30}|i più letti|commenti|lascia un commento|gerelateerde (?:artikelen|berichten)|lees ook|meest gelezen|reacties|geef een reactie|",
        r"czytaj (?:także|też)|zobacz (?:także|też)|najczęściej czytane|komentarze|dodaj komentarz|читайте также|материалы по теме|по теме|комментарии|читайте також|коментарі|ilgili haberler|yorumlar|相关(?:阅读|新闻|文章|报道)|延伸阅读|関連(?:記事|ニュース)|관련기사",
        r")[:：\s]*$"
    ))
    .ok()
});
