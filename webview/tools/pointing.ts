/** The node or row that the user points at or has focused. */
import type { ReactiveController, ReactiveControllerHost } from "lit";

export class Pointing implements ReactiveController {
    private node: string | null = null;

    constructor(private readonly page: ReactiveControllerHost) {
        page.addController(this);
    }

    hostConnected(): void {
        this.node = null;
    }

    get active(): string | null {
        return this.node;
    }

    readonly point = (event: Event): void => {
        this.turnTo((event.target as HTMLElement).closest<HTMLElement>("[data-node]")?.dataset["node"] ?? null);
    };

    readonly leave = (): void => {
        this.turnTo(null);
    };

    private turnTo(node: string | null): void {
        if (node === this.node) return;
        this.node = node;
        this.page.requestUpdate();
    }
}
