/** tmux starting a session: a server that gets its client's terminal in messages. */
import assert from "node:assert/strict";
import { RealProgram } from "./recordedProgram";

const script = `
export TERM=xterm
tmux -f /dev/null -S "$PWD/s" new-session -d -x 80 -y 24 'echo in the session; exec sleep 60'
until tmux -S "$PWD/s" capture-pane -p | grep -q session; do sleep 0.05; done
tmux -S "$PWD/s" list-sessions -F '#{session_name} #{session_windows}'
tmux -S "$PWD/s" capture-pane -p | head -1
tmux -S "$PWD/s" kill-server
`;

describe("tmux", () => {
    const program = new RealProgram(script);
    after(() => program.remove());

    it("does recorded what it does alone", () => {
        assert.equal(program.alone().output, "0 1\nin the session\n");
        assert.equal(program.recorded().output, "0 1\nin the session\n");
        assert.deepEqual(program.faults(), []);
        assert.match(program.events().join("\n"), /sendmsg passed descriptor \d+ of .* to socket\d+\./);
    });

    it("has sockets that are as the kernel says", () => {
        const differences = program.differences();
        assert.deepEqual(
            differences.filter((line) => line.includes("socket")),
            [],
        );
    });
});
