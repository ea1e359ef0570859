/** Places in a source text that ask whether an object is of a certain kind, rather than ask its kind. */
import ts from "typescript";

const equalities: ReadonlySet<ts.SyntaxKind> = new Set([
    ts.SyntaxKind.EqualsEqualsEqualsToken,
    ts.SyntaxKind.ExclamationEqualsEqualsToken,
    ts.SyntaxKind.EqualsEqualsToken,
    ts.SyntaxKind.ExclamationEqualsToken,
]);
const searches: ReadonlySet<string> = new Set(["has", "includes", "indexOf", "startsWith"]);

/** Their lines, each with its number: "12: if (isPipe(object))". A word in a table's key or in what is made is no question. */
export function kindQuestions(text: string, words: readonly string[]): readonly string[] {
    const source = ts.createSourceFile("a.ts", text, ts.ScriptTarget.Latest, true);
    const lines = new Set<number>();
    const visit = (node: ts.Node): void => {
        const named = ts.isIdentifier(node) && words.some((word) => node.text === `is${word.charAt(0).toUpperCase()}${word.slice(1)}`);
        if (named || (ts.isStringLiteralLike(node) && words.includes(node.text) && isCompared(node))) {
            lines.add(source.getLineAndCharacterOfPosition(node.getStart()).line);
        }
        ts.forEachChild(node, visit);
    };
    visit(source);
    const textLines = text.split("\n");
    return [...lines].map((line) => `${line + 1}: ${textLines[line]?.trim() ?? ""}`);
}

function isCompared(literal: ts.StringLiteralLike): boolean {
    const { parent } = literal;
    if (ts.isBinaryExpression(parent)) return equalities.has(parent.operatorToken.kind);
    if (ts.isCaseClause(parent)) return true;
    if (ts.isCallExpression(parent)) return ts.isPropertyAccessExpression(parent.expression) && searches.has(parent.expression.name.text);
    return ts.isArrayLiteralExpression(parent) && isSearched(parent);
}

/** `["pipe", "fifo"].includes(kind)` or `new Set(["pipe", "fifo"])`. */
function isSearched({ parent }: ts.ArrayLiteralExpression): boolean {
    if (ts.isPropertyAccessExpression(parent)) return searches.has(parent.name.text);
    return ts.isNewExpression(parent) && ts.isIdentifier(parent.expression) && parent.expression.text === "Set";
}

/** Whether a path has one of the words as a folder or as its file's name. */
export function isOwnFile(path: string, words: readonly string[]): boolean {
    return path.split("/").some((part) => words.includes(part.replace(/\.\w+$/, "")));
}
