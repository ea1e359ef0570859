/** For paper of A4 size, and for a screen that shows such sheets. */
export const styles = `
@page { size: A4; margin: 14mm; }
body { margin: 0; color: #111; background: #fff; font: 10pt "Segoe UI", "DejaVu Sans", "Helvetica Neue", Arial, sans-serif; }
section { break-after: page; }
section:last-child { break-after: auto; }
h1 { font-size: 17pt; margin: 0 0 4mm; }
h2 { font-size: 13pt; margin: 0 0 3mm; }
h2 small { font-weight: normal; font-size: 9pt; color: #555; }
h3 { font-size: 9.5pt; margin: 4mm 0 1.5mm; break-after: avoid; }
figure { margin: 0 0 3mm; break-inside: avoid; text-align: center; }
figure svg { max-width: 100%; max-height: 115mm; width: auto; height: auto; }
.said { margin: 0; }
pre { margin: 0; padding: 2mm 3mm; background: #f5f5f5; border-left: 0.6mm solid #bbb; font: 8.5pt Consolas, "DejaVu Sans Mono", Menlo, monospace; white-space: pre-wrap; break-inside: avoid; }
pre i { display: inline-block; width: 4ch; font-style: normal; color: #888; text-align: right; margin-right: 1ch; }
pre mark { display: inline-block; width: 100%; background: #fff1b8; color: inherit; }
table { width: 100%; border-collapse: collapse; font-size: 8.5pt; }
td { padding: 0.6mm 1.5mm; vertical-align: top; border-top: 0.2mm solid #ddd; overflow-wrap: anywhere; }
td:nth-child(1), td:nth-child(4) { color: #666; white-space: nowrap; }
td:nth-child(1) { text-align: right; }
tr { break-inside: avoid; }
@media screen { body { background: #ddd; } section { box-sizing: border-box; width: 210mm; min-height: 297mm; margin: 6mm auto; padding: 14mm; background: #fff; box-shadow: 0 1mm 3mm #999; } }
`;
