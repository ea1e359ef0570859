import { chromium, type Browser } from "playwright-core";

/** Debian's Chromium; as root it cannot use its sandbox, and it must not try to reach a network that may not be there. */
export function launchBrowser(): Promise<Browser> {
    return chromium.launch({
        executablePath: "/usr/bin/chromium",
        args: [
            "--no-sandbox",
            "--disable-dev-shm-usage",
            "--disable-gpu",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--no-first-run",
        ],
    });
}
