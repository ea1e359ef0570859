/** redis-server on a UNIX socket, with its benchmark and a snapshot that a child of it writes. */
import assert from "node:assert/strict";
import { RealProgram } from "./recordedProgram";

const script = `
redis-server --port 0 --unixsocket "$PWD/s" --dir "$PWD" --save '' --logfile "$PWD/log" &
server=$!
until redis-cli -s "$PWD/s" PING >/dev/null 2>&1; do sleep 0.05; done
redis-benchmark -s "$PWD/s" -n "$1" -c "$2" -t set,get --csv | cut -d, -f1
redis-cli -s "$PWD/s" SET key value
redis-cli -s "$PWD/s" GET key
redis-cli -s "$PWD/s" BGSAVE
while redis-cli -s "$PWD/s" INFO persistence | grep -q rdb_bgsave_in_progress:1; do sleep 0.05; done
redis-cli -s "$PWD/s" SHUTDOWN NOSAVE
wait $server
echo "server: $?"
test -s dump.rdb && echo saved
rm -f dump.rdb
`;

describe("redis", () => {
    const program = new RealProgram(script);
    after(() => program.remove());

    it("does recorded what it does alone", () => {
        const alone = program.alone("2000", "20");
        assert.match(alone.output, /OK\nvalue\nBackground saving started\nserver: 0\nsaved\n$/);
        assert.deepEqual(program.recorded("2000", "20").output, alone.output);
        assert.deepEqual(program.faults(), []);
    });

    it("is as the kernel says", () => assert.deepEqual(program.differences("100", "5"), []));
});
