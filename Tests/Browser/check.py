"""Checks report pages in headless Chromium; prints what is wrong and ends with 1 if anything is.

Of every page: no error on the console; no request leaves the page; it needs no script to be read; tables
sort and filter with the script; nothing is wider than the window at 390 and 1280 pixels,
and no table than its frame at 1280; it prints, on one
sheet where it is made for one; and axe-core finds nothing serious, in light and dark.
"""

import base64
import importlib.util
import json
import pathlib
import re
import shutil
import sys

from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

AXE = (
    pathlib.Path(importlib.util.find_spec("axe_playwright_python").origin).parent / "axe.min.js"
).read_text()
WIDTHS = (390, 1280)


def browser(*, script=True, dark=False):
    options = webdriver.ChromeOptions()
    options.binary_location = shutil.which("chromium")
    for argument in ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"):
        options.add_argument(argument)
    if dark:
        options.add_argument("--blink-settings=preferredColorScheme=0")
    if not script:
        options.add_experimental_option(
            "prefs", {"profile.managed_default_content_settings.javascript": 2}
        )
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = webdriver.Chrome(options=options, service=webdriver.ChromeService(shutil.which("chromedriver")))
    # axe-core looks at every element, which takes its time on a busy machine.
    driver.set_script_timeout(300)
    return driver


def open_page(driver, url, width=1280):
    driver.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride",
        {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 600},
    )
    driver.get(url)


def problems_of_loading(driver, url):
    for entry in driver.get_log("browser"):
        yield f"console: {entry['level']}: {entry['message']}"
    for entry in driver.get_log("performance"):
        message = json.loads(entry["message"])["message"]
        if message["method"] != "Network.requestWillBeSent":
            continue
        asked = message["params"]["request"]["url"]
        if asked.split("#")[0] != url and not asked.startswith("data:"):
            yield f"a request left the page: {asked}"


def problems_of_width(driver, url):
    for width in WIDTHS:
        open_page(driver, url, width)
        wide = driver.execute_script(
            """
            const room = document.documentElement.clientWidth;
            if (document.scrollingElement.scrollWidth <= room) return null;
            const wide = [...document.querySelectorAll('body *')].filter(e =>
              e.getBoundingClientRect().right > room + 1 && !e.closest('[tabindex], .scroll'));
            return wide.slice(0, 3).map(e => e.outerHTML.slice(0, 120)).join(' | ') || 'unknown';
            """
        )
        if wide:
            yield f"wider than {width} pixels: {wide}"
        if width < max(WIDTHS):
            continue
        # On a desk no table is to be scrolled sideways, those in folds included.
        cut = driver.execute_script(
            """
            for (const fold of document.querySelectorAll('details')) fold.open = true;
            return [...document.querySelectorAll('.scroll')].filter(e => e.scrollWidth > e.clientWidth + 1)
              .map(e => e.querySelector('caption').textContent);
            """
        )
        for caption in cut[:5]:
            yield f"a table is cut at {width} pixels: {caption}"


def column(table, position):
    return table.parent.execute_script(
        "return [...arguments[0].tBodies[0].rows].filter(r => !r.hidden)"
        ".map(r => r.cells[arguments[1]].textContent.trim())",
        table,
        position,
    )


def problems_of_sorting(driver):
    tables = [t for t in driver.find_elements(By.TAG_NAME, "table") if t.find_elements(By.CSS_SELECTOR, "thead button")]
    tables = [t for t in tables if t.is_displayed() and len(column(t, 0)) > 2]
    if not tables:
        yield "no table can be sorted"
        return
    for table in tables[:6]:
        headers = table.find_elements(By.CSS_SELECTOR, "thead th")
        for position, header in enumerate(headers):
            button = header.find_element(By.TAG_NAME, "button")
            driver.execute_script("arguments[0].scrollIntoView({block: 'center'})", button)
            before = column(table, position)
            button.send_keys(Keys.ENTER)  # By keyboard, as the mouse does the same.
            first = column(table, position)
            first_order = header.get_attribute("aria-sort")
            button.send_keys(Keys.ENTER)
            second = column(table, position)
            second_order = header.get_attribute("aria-sort")
            name = f"column {header.text!r} of {table.find_element(By.TAG_NAME, 'caption').text!r}"
            if {first_order, second_order} != {"ascending", "descending"}:
                yield f"{name}: aria-sort went {first_order}, {second_order}"
            if sorted(first) != sorted(before) or sorted(second) != sorted(before):
                yield f"{name}: sorting lost rows"
            # What is not known stays at the end both ways.
            known = {text for text in before if any(c.isalnum() for c in text)}
            if len(known) > 1 and first == second:
                yield f"{name}: does not sort"
            numbers = [digits(text) for text in first]
            if "n" in (header.get_attribute("class") or "").split() and None not in numbers:
                wanted = sorted(numbers, reverse=first_order == "descending")
                if numbers != wanted:
                    yield f"{name}: numbers are not in order: {first[:5]}"


def digits(text):
    plain = text.replace(",", "").split()
    try:
        return float(plain[0])
    except (IndexError, ValueError):
        return None


def problems_of_filtering(driver):
    fields = [f for f in driver.find_elements(By.CSS_SELECTOR, "input[type=search]") if f.is_displayed()]
    if not fields:
        long = [t for t in driver.find_elements(By.TAG_NAME, "table") if t.is_displayed() and len(column(t, 0)) > 10]
        if long:
            yield f"{len(long)} long tables cannot be filtered"
        return
    count = "return [...document.querySelectorAll('tbody tr, .finding')].filter(r => r.offsetParent).length"
    before = driver.execute_script(count)
    fields[0].send_keys("no row holds this text")
    after = driver.execute_script(count)
    if after >= before:
        yield "filtering hides nothing"
    fields[0].send_keys(Keys.CONTROL, "a")
    fields[0].send_keys(Keys.DELETE)
    if driver.execute_script(count) != before:
        yield "an emptied filter does not show everything again"
    label = driver.execute_script(
        "const f = arguments[0]; return f.getAttribute('aria-label') || (f.labels[0] || {}).textContent",
        fields[0],
    )
    if not label:
        yield "the filter has no label"


def problems_of_access(driver, theme):
    driver.execute_script(AXE)
    result = driver.execute_async_script(
        "const done = arguments[arguments.length - 1];"
        "axe.run(document, {resultTypes: ['violations']}).then(done, e => done({error: String(e)}))"
    )
    if "error" in result:
        yield f"axe-core: {result['error']}"
        return
    for violation in result["violations"]:
        if violation["impact"] in ("serious", "critical"):
            node = violation["nodes"][0]
            yield (
                f"{theme}: {violation['impact']}: {violation['id']}: {violation['help']}"
                f" ({len(violation['nodes'])}): {node['html'][:160]} {node.get('failureSummary', '')[:300]}"
            )


def problems_without_script(url, text):
    driver = browser(script=False)
    try:
        open_page(driver, url)
        shown = driver.find_element(By.TAG_NAME, "main").text
        if len(shown) < len(text) // 2:
            yield f"without script {len(shown)} of {len(text)} characters are shown"
        idle = [
            control.get_attribute("outerHTML")[:80]
            for control in driver.find_elements(By.CSS_SELECTOR, "input, button")
            if control.is_displayed()
        ]
        if idle:
            yield f"without script there are controls that do nothing: {idle[:3]}"
    finally:
        driver.quit()


def problems(url):
    driver = browser()
    try:
        open_page(driver, url)
        yield from problems_of_loading(driver, url)
        text = driver.find_element(By.TAG_NAME, "main").text
        yield from problems_of_access(driver, "light")
        yield from problems_of_sorting(driver)
        open_page(driver, url)
        yield from problems_of_filtering(driver)
        yield from problems_of_width(driver, url)
        open_page(driver, url)  # With its folds closed again.
        printed = driver.execute_cdp_cmd("Page.printToPDF", {"paperWidth": 8.27, "paperHeight": 11.69})
        sheets = len(re.findall(rb"/Type\s*/Page\b", base64.b64decode(printed["data"])))
        if sheets == 0:
            yield "prints nothing"
        if sheets > 1 and driver.find_elements(By.CSS_SELECTOR, "body.sheet"):
            yield f"is to be one sheet of paper and prints as {sheets}"
        yield from problems_of_loading(driver, url)
    finally:
        driver.quit()
    yield from problems_without_script(url, text)
    driver = browser(dark=True)
    try:
        open_page(driver, url)
        if not driver.execute_script("return matchMedia('(prefers-color-scheme: dark)').matches"):
            yield "the browser does not take the dark theme, which was not checked"
        yield from problems_of_access(driver, "dark")
    finally:
        driver.quit()


def main(pages):
    failed = False
    for page in pages:
        found = list(problems(pathlib.Path(page).resolve().as_uri()))
        print(f"{page}: {'looks right' if not found else f'{len(found)} problems'}")
        for problem in found:
            print(f"  {problem}")
        failed = failed or bool(found)
    return 1 if failed else 0


if __name__ == "__main__":
    if not sys.argv[1:]:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1:]))
