import assert from "node:assert/strict";
import { panelHtml } from "../../webview/protocol/html";

const parts = {
    scriptUri: "https://host/webview.js?a=1&b=2",
    workerUri: "https://host/worker.js",
    cspSource: "https://*.host",
    nonce: "n0nce",
    view: "auto" as const,
};

describe("page of the diagram's panel", () => {
    const html = panelHtml(parts);

    it("allows one script, the fetch of the worker, and nothing else", () => {
        const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1];
        assert.equal(
            policy,
            "default-src 'none'; script-src 'nonce-n0nce'; style-src 'nonce-n0nce'; connect-src https://*.host; worker-src blob:",
        );
    });

    it("has no script, style or handler of its own in the page", () => {
        assert.doesNotMatch(html, /<script(?![^>]*\bsrc=)|<style|\son\w+=|\sstyle=/);
    });

    it("escapes what it is given", () => {
        assert.match(html, /src="https:\/\/host\/webview\.js\?a=1&amp;b=2"/);
        assert.match(html, /data-worker="https:\/\/host\/worker\.js"/);
    });
});
