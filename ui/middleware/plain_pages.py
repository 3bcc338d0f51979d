"""Plain pages: the few pages that are shown without the chat page, in its look, and usable without a script."""

from html import escape
from urllib.parse import urlencode

_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title} – onrecord</title>
<style>
  :root {{
    color-scheme: light dark; --paper: #faf8f3; --sheet: #fffefb; --ink: #22201c; --quiet: #686257; --rule: #e2dccf;
    --button: #7b2f23; --accent: #7b2f23; --serif: Charter, Palatino, Georgia, serif;
  }}
  @media (prefers-color-scheme: dark) {{
    :root {{
      --paper: #191816; --sheet: #201f1c; --ink: #e9e4d9; --quiet: #a8a193; --rule: #38342d;
      --button: #8a4030; --accent: #e3a593;
    }}
  }}
  body {{
    max-width: 26rem; margin: 14vh auto; padding: 0 1.2rem; background: var(--paper); color: var(--ink);
    font: 1.05rem/1.5 system-ui, sans-serif;
  }}
  h1 {{ margin: 0 0 1.5rem; font: 600 1.6rem/1.2 var(--serif) }}
  h2 {{ font: 600 1.3rem/1.3 var(--serif) }}
  a {{ color: var(--accent) }}
  label, p {{ color: var(--quiet) }}
  input, button {{
    width: 100%; margin-top: .5rem; padding: .6rem; border: 1px solid var(--rule); border-radius: 7px;
    background: var(--sheet); color: var(--ink); font: inherit; box-sizing: border-box;
  }}
  button {{ border: 0; background: var(--button); color: #fffefb; font-weight: 600; cursor: pointer }}
  :focus-visible {{ outline: 2px solid var(--accent); outline-offset: 2px }}
  [role=alert] {{ color: var(--accent) }}
</style>
</head>
<body>
<main>
<h1>onrecord</h1>
{body}
</main>
</body>
</html>
"""

# A browser does not send what stands behind # in an address, so the form takes it: an article opened at its words.
_KEEP_FRAGMENT = """<script>
const next = document.querySelector("[name=next]");
if (location.hash && !next.value.includes("#")) next.value = (next.value || "./") + location.hash;
const provider = document.querySelector("a[href*='/login/provider']");
if (provider) provider.search = new URLSearchParams({ next: next.value });
</script>
"""


def render_login(next_address: str, alert: str = "", *, root: str = "", has_provider: bool = False) -> str:
    """Return the sign-in form, which leads on to an address of this server; `root` is the path it is served at.

    With `has_provider`, people may sign in through an identity provider, too.
    """
    query = f"?{urlencode({'next': next_address})}" if next_address else ""
    link = f'<p><a href="{escape(root)}/login/provider{query}">Sign in with your organisation</a></p>\n'
    body = (
        f'<form method="post" action="{escape(root)}/login">\n'
        f'<input type="hidden" name="next" value="{escape(next_address)}">\n'
        '<label for="key">Key</label>\n'
        '<input id="key" name="key" type="password" autocomplete="current-password" required autofocus>\n'
        "<button>Sign in</button>\n</form>\n"
        f"{link if has_provider else ''}"
        f'<p role="alert">{escape(alert)}</p>\n{_KEEP_FRAGMENT}'
    )
    return _PAGE.format(title="Sign in", body=body)


def render_problem(title: str, detail: str, home: str, login: str = "") -> str:
    """Return a page that says what is wrong, with links to the start and, if there is one, to the sign-in form."""
    sentence = f"{detail[:1].upper()}{detail[1:]}."
    sign_in = f' · <a href="{escape(login)}">Sign in</a>' if login else ""
    body = (
        f'<h2>{escape(title)}</h2>\n<p>{escape(sentence)}</p>\n<p><a href="{escape(home)}">Start page</a>{sign_in}</p>'
    )
    return _PAGE.format(title=escape(title), body=body)
