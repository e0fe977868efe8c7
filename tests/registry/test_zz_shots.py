from django.test import Client
def test_shots(told, in_state, site, browser):
    c = Client(); c.force_login(told["ecomms"])
    a, cl, w, act = in_state("active"), in_state("closing"), in_state("with_service_canada"), in_state("active")
    for width in (1280, 320):
        ctx = browser.new_context(viewport={"width": width, "height": 900})
        page = ctx.new_page()
        page.on("console", lambda m: print("CONSOLE", m.text))
        for name, url in {"official": "/en/official/", "verify": f"/en/verify/?q={a.address}", "record": f"/fr/official/{a.number}/", "verify0": "/fr/verify/"}.items():
            page.goto(site.url + url); page.screenshot(path=f"/tmp/shots/{name}-{width}.png", full_page=True)
            print(name, width, page.evaluate("document.documentElement.scrollWidth"))
        ctx.add_cookies([{"name": "session", "value": c.cookies["session"].value, "url": site.url}])
        for name, url in {"list": "/en/registry/", "account": w.get_absolute_url(), "closing": cl.get_absolute_url(), "package": f"{w.get_absolute_url()}package/", "review": f"{act.get_absolute_url()}review_configuration/","correct": f"{act.get_absolute_url()}correct/"}.items():
            page.goto(site.url + url); page.screenshot(path=f"/tmp/shots/{name}-{width}.png", full_page=True)
            print(name, width, page.evaluate("document.documentElement.scrollWidth"))
