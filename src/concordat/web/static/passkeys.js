// Shows what needs a script, and says in words when a passkey could not be used.
(function () {
  document.addEventListener("DOMContentLoaded", function () {
    if (!window.webauthnJSON || !window.webauthnJSON.supported()) return;
    document.querySelectorAll(".app-needs-script").forEach(function (part) {
      part.hidden = false;
    });
  });
  document.addEventListener("allauth.error", function (event) {
    event.preventDefault();
    const place = document.getElementById("passkey-problem");
    if (!place) return;
    place.textContent = "The passkey was not used: you stopped it, or this device has none for this site. Try again, or sign in another way.";
    place.hidden = false;
  });
})();
