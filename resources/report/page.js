(function(){
var body=document.body,buttons=document.querySelectorAll("button[data-language]");
function show(language){
document.documentElement.lang=language;
document.title=body.getAttribute("data-title-"+language);
buttons.forEach(function(b){
b.setAttribute("aria-pressed",String(b.getAttribute("data-language")===language))})}
buttons.forEach(function(b){
b.addEventListener("click",function(){show(b.getAttribute("data-language"))})});
show(body.getAttribute("data-language")||((navigator.language||"en").toLowerCase().indexOf("fr")===0?"fr":"en"));
})();
