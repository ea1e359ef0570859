/** What is said above the diagram: by the host with the picture, and that the diagram itself has failed. */
import type { ReactiveController, ReactiveControllerHost } from "lit";
import { noticeBar } from "./noticeBar";
import type { Picture } from "./picture";

export class Notices implements ReactiveController {
    private failure: string | null = null;
    private dismissed: readonly string[] = [];

    constructor(private readonly page: ReactiveControllerHost) {
        page.addController(this);
    }

    hostConnected(): void {
        this.dismissed = [];
    }

    fail(message: string): void {
        this.failure = message;
        this.page.requestUpdate();
    }

    /** A new trace: its notices are new, too. */
    reset(): void {
        this.dismissed = [];
    }

    render(picture: Picture | null): ReturnType<typeof noticeBar> {
        const all = [...(this.failure === null ? [] : [this.failure]), ...(picture?.notices ?? [])];
        const shown = all.filter((notice) => !this.dismissed.includes(notice));
        return noticeBar(shown, (notice) => {
            this.dismissed = [...this.dismissed, notice];
            this.page.requestUpdate();
        });
    }
}
