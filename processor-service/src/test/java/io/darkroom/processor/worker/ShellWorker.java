package io.darkroom.processor.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// A real worker written in shell: does what the request's id begins with.
final class ShellWorker {

    private static final String SCRIPT = """
            echo '{"protocol":1,"name":"shell","version":"9.9"}'
            while read -r line; do
              id=${line#*'"id":"'}; id=${id%%'"'*}
              out=${line#*'"outputDir":"'}; out=${out%%'"'*}
              answer="{\\"id\\":\\"$id\\",\\"status\\":\\"done\\"}"
              case "$id" in
                crash*) kill -SEGV $$;;
                exit*) echo "no more" >&2; exit 7;;
                memory*) echo "GLib-ERROR: failed to allocate 99 bytes" >&2; kill -ABRT $$;;
                grow*) hog=$(head -c 200000000 /dev/zero | tr '\\0' x); sleep 600;;
                hang*) sleep 600 & echo $! > "$NOTES/grandchild"; wait;;
                stubborn*) trap '' TERM HUP INT; sleep 600 & echo $! > "$NOTES/grandchild"; while :; do wait; done;;
                flee*) setsid sleep 600 & echo $! > "$NOTES/grandchild"; wait;;
                daemon*) (setsid sh -c 'sleep 600 & echo $! > "$NOTES/grandchild"' &)
                  until [ -s "$NOTES/grandchild" ]; do sleep 0.05; done; echo "$answer";;
                zombie*) (sh -c 'exit 0' & exec sleep 600) & echo $! > "$NOTES/grandchild"; echo "$answer";;
                breed*) for i in $(seq 1 60); do sleep 600 & done; wait;;
                spin*) while :; do :; done;;
                fill*) head -c 3000000 /dev/zero > "$out/large" 2>/dev/null || echo "$answer";;
                result*) echo made > "$out/made.txt"; echo "$answer";;
                shut*) mkdir -p "$TMPDIR/shut/in"; echo x > "$TMPDIR/shut/in/x"; chmod 0 "$TMPDIR/shut/in" "$TMPDIR/shut"; echo "$answer";;
                spoil*) echo spoilt > "${out%/out/results}/in/original" 2>/dev/null; echo "$answer";;
                snoop*) cat /proc/$PPID/environ > "$out/environ" 2>&1; echo "$answer";;
                garbage*) echo "Segmentation fault"; sleep 600;;
                other*) echo '{"id":"another","status":"done"}';;
                twice*) echo "$answer"; echo "$answer";;
                flood*) yes "$answer";;
                long*) yes xxxxxxxxxxxxxxxx | tr -d '\\n';;
                chatter*) yes complaint | head -c 30000000 >&2; echo "$answer";;
                answer-and-die*) echo "$answer"; kill -KILL $$;;
                environment*) env > "$out/environment"; pwd > "$out/directory"; echo "$answer";;
                status*) cat /proc/$$/status > "$out/status"; cat /proc/$$/limits > "$out/limits"; cat /proc/$$/stat > "$out/stat"; echo "$answer";;
                pid*) echo $$ > "$out/pid"; echo "$answer";;
                litter*) mkdir -p "$TMPDIR/a/b"; echo x > "$TMPDIR/a/b/c"; ln -s / "$TMPDIR/root"; echo "$answer";;
                later-grow*) until rm "$NOTES/turn" 2>/dev/null; do sleep 0.05; done
                  hog=$(head -c 200000000 /dev/zero | tr '\\0' x); sleep 600;;
                queue*) until rm "$NOTES/turn" 2>/dev/null; do sleep 0.05; done; echo "$answer";;
                *) echo "$answer";;
              esac
            done
            """;

    private ShellWorker() {}

    static List<String> command(Path directory) throws IOException {
        return List.of(
                "/bin/sh",
                Files.writeString(directory.resolve("worker.sh"), SCRIPT).toString());
    }
}
