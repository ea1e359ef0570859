/** A program of rpcgen(1) and rpcbind(8): calls over UDP and TCP, and those to the port mapper. */
import assert from "node:assert/strict";
import { RealProgram } from "./recordedProgram";

const script = `
rpcinfo -p 127.0.0.1 >/dev/null 2>&1 || { rpcbind -f & mapper=$!; }
until rpcinfo -p 127.0.0.1 >/dev/null 2>&1; do sleep 0.05; done
rm -f server.out
./server > server.out &
server=$!
until grep -q registered server.out; do sleep 0.05; done
./client udp
./client tcp
kill $server $mapper
wait
`;

const description = `
program BANK { version BANK_VERSION { int DEPOSIT(int) = 1; } = 1; } = 0x20000099;
`;

const server = `
#include "bank.h"
#include <rpc/pmap_clnt.h>
#include <stdio.h>
#include <stdlib.h>
void bank_1(struct svc_req *request, SVCXPRT *transport);
int *deposit_1_svc(int *amount, struct svc_req *request)
{
    static int balance;
    (void) request;
    balance += *amount;
    return &balance;
}
int main(void)
{
    SVCXPRT *udp = svcudp_create(RPC_ANYSOCK), *tcp = svctcp_create(RPC_ANYSOCK, 0, 0);
    pmap_unset(BANK, BANK_VERSION);
    if (udp == NULL || tcp == NULL || !svc_register(udp, BANK, BANK_VERSION, bank_1, IPPROTO_UDP)
        || !svc_register(tcp, BANK, BANK_VERSION, bank_1, IPPROTO_TCP))
        return 1;
    puts("registered");
    fflush(stdout);
    svc_run();
    return 0;
}
`;

const client = `
#include "bank.h"
#include <stdio.h>
int main(int count, char **words)
{
    CLIENT *client = clnt_create("127.0.0.1", BANK, BANK_VERSION, words[count - 1]);
    int amount = 10;
    if (client == NULL) {
        clnt_pcreateerror("client");
        return 1;
    }
    for (int i = 0; i < 3; i++)
        printf("%s: balance %d\\n", words[1], *deposit_1(&amount, client));
    clnt_destroy(client);
    return 0;
}
`;

const output = [10, 20, 30, 40, 50, 60].map((balance) => `${balance > 30 ? "tcp" : "udp"}: balance ${balance}\n`).join("");

describe("rpcbind and a program of rpcgen", () => {
    const program = new RealProgram(script);
    before(() => {
        program.write("bank.x", description);
        program.write("server.c", server);
        program.write("client.c", client);
        for (const [flag, name] of [
            ["-h", "bank.h"],
            ["-l", "bank_clnt.c"],
            ["-m", "bank_svc.c"],
        ] as const) {
            program.prepare("rpcgen", flag, "-o", name, "bank.x");
        }
        const flags = ["-w", "-I/usr/include/tirpc"];
        program.prepare("gcc", ...flags, "-o", "server", "server.c", "bank_svc.c", "-ltirpc");
        program.prepare("gcc", ...flags, "-o", "client", "client.c", "bank_clnt.c", "-ltirpc");
    });
    after(() => program.remove());

    it("do recorded what they do alone", () => {
        assert.equal(program.alone().output, output);
        assert.equal(program.recorded().output, output);
        assert.deepEqual(program.faults(), []);
    });

    it("have calls that are told with their replies", () => {
        const events = program.events();
        const of = (pattern: RegExp): number => events.filter((line) => pattern.test(line)).length;
        const [call, reply] = [/: ONC RPC call 0x\w+, /, /: the reply to ONC RPC call 0x\w+, /];
        const deposit = "procedure 1 of program 0x20000099 (version 1)";
        const deposits = (pattern: RegExp): number => events.filter((line) => pattern.test(line) && line.includes(deposit)).length;
        // Sent and received.
        assert.deepEqual([deposits(call), deposits(reply)], [12, 12]);
        assert.ok(of(/ONC RPC call .*(GETPORT|GETADDR) of the port mapper/) >= 4);
    });

    it("are as the kernel says", () => assert.deepEqual(program.differences(), []));
});
