/** Programs of ONC RPC whose procedures have names that everybody knows (rpc(5), rpcbind(8)). */

const portMapper = 100000;
/** Versions 3 and 4 say GETADDR where version 2 says GETPORT (RFC 1833). */
const portMapperProcedures: readonly string[] = ["NULL", "SET", "UNSET", "GETPORT", "DUMP", "CALLIT"];
const laterProcedures: readonly string[] = [
    ...["NULL", "SET", "UNSET", "GETADDR", "DUMP", "CALLIT", "GETTIME", "UADDR2TADDR", "TADDR2UADDR"],
    ...["GETVERSADDR", "INDIRECT", "GETADDRLIST", "GETSTAT"],
];

/** "GETPORT of the port mapper (version 2)", "procedure 1 of program 0x20000001 (version 1)" */
export function programText(program: number, version: number, procedure: number): string {
    if (program === portMapper) {
        const name = (version === 2 ? portMapperProcedures : laterProcedures)[procedure] ?? `procedure ${procedure}`;
        return `${name} of the port mapper (version ${version})`;
    }
    const number = program < 0x20000000 ? String(program) : `0x${program.toString(16)}`;
    // Procedure 0 of every program does nothing (RFC 5531).
    return `${procedure === 0 ? "NULL" : `procedure ${procedure}`} of program ${number} (version ${version})`;
}
