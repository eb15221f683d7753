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
                hang*) sleep 600 & echo $! > "$out/grandchild"; wait;;
                flee*) setsid sleep 600 & echo $! > "$out/grandchild"; wait;;
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
                slow*) sleep 0.3; echo "$answer";;
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
