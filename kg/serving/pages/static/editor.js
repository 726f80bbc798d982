/* The editor of queries: Yasgui's, over the text area of the plain form, which it fills.

in    the form of the query page
out   the same form, sent as it would be without this; nothing else is asked for
*/
"use strict";

(() => {
  const form = document.querySelector("form.console");
  const text = document.getElementById("query");
  document.body.classList.add("edited");
  const { Yasqe } = Yasgui;
  const editor = new Yasqe(document.getElementById("editor"), {
    value: text.value,
    persistenceId: null, // the address of the page is what is kept
    createShareableLink: null,
    autocompleters: ["variables"], // the others ask foreign servers
    showQueryButton: false,
    resizeable: false,
    lineWrapping: true,
    viewportMargin: Infinity,
    extraKeys: { Tab: false, "Shift-Tab": false, "Ctrl-Enter": send, "Cmd-Enter": send },
  });
  editor.setSize(null, "auto");
  editor.getInputField().setAttribute("aria-label", "Your query");
  editor.on("change", () => { text.value = editor.getValue(); });
  document.querySelector('label[for="query"]').addEventListener("click", () => editor.focus());

  function send() {
    text.value = editor.getValue();
    form.requestSubmit();
  }
})();
