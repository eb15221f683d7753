package io.darkroom.processor.api.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.processor.api.ImageRequest;
import io.darkroom.processor.api.ProcessorAnswer;
import io.darkroom.processor.api.ResultFile;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Starts the worker as a process of its own, as the platform does.
class WorkerMainTest {

    @TempDir
    Path directory;

    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void stop() {
        started.forEach(Process::destroyForcibly);
    }

    @Test
    void greetsThenAnswersAndEndsWithItsInput() throws Exception {
        Process worker = start("sample", "suffix=!");
        BufferedReader answers = worker.inputReader(StandardCharsets.UTF_8);

        WorkerGreeting greeting = WorkerProtocol.readGreeting(answers.readLine());
        send(worker, request("copy"));
        ProcessorAnswer answer = WorkerProtocol.readAnswer("copy", answers.readLine());
        worker.getOutputStream().close();

        assertThat(greeting).isEqualTo(new WorkerGreeting(1, "sample", "3.2.1"));
        assertThat(answer)
                .isEqualTo(new ProcessorAnswer.Done(
                        List.of(new ResultFile("copy", "copy.txt", "text/plain", null, null)),
                        List.of(),
                        Map.of("suffix", "!"),
                        null));
        assertThat(directory.resolve("copy.txt")).hasContent("the original");
        assertThat(worker.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(worker.exitValue()).isZero();
    }

    @Test
    void keepsWhatTheProcessorPrintsOutOfTheProtocol() throws Exception {
        Process worker = start("sample");
        BufferedReader answers = worker.inputReader(StandardCharsets.UTF_8);
        answers.readLine();

        send(worker, request("print"));

        assertThat(WorkerProtocol.readAnswer("print", answers.readLine())).isInstanceOf(ProcessorAnswer.Done.class);
        worker.getOutputStream().close();
        assertThat(answers.readLine()).isNull();
        assertThat(worker.errorReader().readLine()).isEqualTo("printed by the processor");
    }

    @Test
    void keepsWhatNativeCodePrintsOutOfTheProtocolWhenStartedThatWay() throws Exception {
        List<String> command = new ArrayList<>(List.of("sh", "-c", "exec \"$@\" 3>&1 1>&2", "sh"));
        command.addAll(command("-Ddarkroom.worker.answers=/dev/fd/3", "sample"));
        Process worker = start(command);
        BufferedReader answers = worker.inputReader(StandardCharsets.UTF_8);
        answers.readLine();

        send(worker, request("print-natively"));

        assertThat(WorkerProtocol.readAnswer("print-natively", answers.readLine()))
                .isInstanceOf(ProcessorAnswer.Done.class);
        assertThat(worker.errorReader().readLine()).isEqualTo("printed by native code");
    }

    @Test
    void answersThatItFailedWhenTheProcessorThrowsAndGoesOn() throws Exception {
        Process worker = start("sample");
        BufferedReader answers = worker.inputReader(StandardCharsets.UTF_8);
        answers.readLine();

        send(worker, request("throw"));
        send(worker, request("copy"));

        assertThat(WorkerProtocol.readAnswer("throw", answers.readLine()))
                .isEqualTo(new ProcessorAnswer.Failed("thrown by the processor"));
        assertThat(WorkerProtocol.readAnswer("copy", answers.readLine())).isInstanceOf(ProcessorAnswer.Done.class);
    }

    @Test
    void endsWithoutAnAnswerWhenTheProcessorBreaksTheProcess() throws Exception {
        Process worker = start("sample");
        BufferedReader answers = worker.inputReader(StandardCharsets.UTF_8);
        answers.readLine();

        send(worker, request("error"));

        assertThat(answers.readLine()).isNull();
        assertThat(worker.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(worker.exitValue()).isNotZero();
    }

    @Test
    void endsInTheMiddleOfAnImageWhenItsInputEnds() throws Exception {
        Process worker = start("sample");
        worker.inputReader(StandardCharsets.UTF_8).readLine();

        send(worker, request("hang"));
        worker.getOutputStream().close();

        assertThat(worker.waitFor(2, TimeUnit.MINUTES)).isTrue();
    }

    @Test
    void saysWhichProcessorsThereAreWhenAskedForAnother() throws Exception {
        Process worker = start("nonesuch");

        assertThat(worker.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(worker.exitValue()).isNotZero();
        assertThat(worker.errorReader().readLine()).contains("no processor is named 'nonesuch'", "SampleProcessor");
    }

    private Process start(String... arguments) throws IOException {
        return start(command(arguments));
    }

    private Process start(List<String> command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command);
        // With one of these set, a JVM begins by saying so.
        builder.environment().keySet().removeAll(Set.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS"));
        Process process = builder.start();
        started.add(process);
        return process;
    }

    private static List<String> command(String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path")));
        boolean mainNamed = false;
        for (String argument : arguments) {
            if (!mainNamed && !argument.startsWith("-D")) {
                command.add(WorkerMain.class.getName());
                mainNamed = true;
            }
            command.add(argument);
        }
        return command;
    }

    private ImageRequest request(String id) throws IOException {
        Path input = Files.writeString(directory.resolve("input"), "the original");
        return new ImageRequest(id, input, directory, "text/plain", Duration.ofSeconds(30), Map.of());
    }

    private static void send(Process worker, ImageRequest request) throws IOException {
        OutputStream stdin = worker.getOutputStream();
        stdin.write((WorkerProtocol.write(request) + "\n").getBytes(StandardCharsets.UTF_8));
        stdin.flush();
    }
}
