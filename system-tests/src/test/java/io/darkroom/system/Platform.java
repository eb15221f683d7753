package io.darkroom.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.events.Channel;
import io.darkroom.events.CustomerId;
import io.darkroom.events.ImageId;
import io.darkroom.store.RawImage;
import io.darkroom.store.S3ImageStore;
import io.darkroom.store.StoreSettings;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The running whole, as seen from outside. Started once for all tests of the JVM, on free ports and a
/// fresh directory;
/// or, with
/// `-Ddarkroom.platform=DIRECTORY`, one that runs already.
final class Platform {

    static final String UPLOAD = "upload-service";
    static final String INGEST = "stream-ingest-service";
    static final String PROCESSOR = "processor-service";
    static final String STATS = "stats-service";
    static final String KAFKA = "kafka";
    static final String POSTGRES = "postgres";
    static final String S3 = "s3";
    /// One child process of the processor.
    static final String WORKER = "worker";

    private static final Duration OUTCOME_WITHIN = Duration.ofMinutes(4);
    private static final Duration HEALED_WITHIN = Duration.ofMinutes(5);
    private static final Duration RETRY_PAUSE = Duration.ofMillis(500);
    private static final List<String> SERVICES = List.of(UPLOAD, INGEST, PROCESSOR, STATS);
    private static final JsonMapper MAPPER = JsonMapper.shared();

    private static @Nullable Platform shared;

    private final Path data;
    private final String run = "run-" + Long.toString(System.currentTimeMillis(), 36);
    private final AtomicLong seeds = new AtomicLong(System.nanoTime() & 0xffffffffL);
    private final Map<String, Customer> customers = new ConcurrentHashMap<>();
    private final Numbers numbers;
    private final ExternalApp externalApp;
    private final TraceReceiver traces;

    private Platform(Path data, TraceReceiver traces) throws IOException {
        this.data = data;
        this.traces = traces;
        JsonNode description = describe();
        JsonNode reader = description.path("biReader");
        this.numbers = new Numbers(
                description.path("jdbc").asString(),
                reader.path("user").asString(),
                reader.path("password").asString());
        this.externalApp = new ExternalApp(description.path("kafka").asString());
    }

    /// The one of this JVM.
    static synchronized Platform shared() {
        if (shared == null) {
            try {
                String running = System.getProperty("darkroom.platform", "");
                TraceReceiver traces = TraceReceiver.start();
                shared = new Platform(running.isEmpty() ? PlatformProcess.start(traces) : Path.of(running), traces);
            } catch (IOException e) {
                throw new UncheckedIOException("the platform did not start", e);
            }
        }
        return shared;
    }

    /// A name of this run, to make keys and ids unique with.
    String run() {
        return run;
    }

    /// A seed that no test of this run had before.
    long nextSeed() {
        return seeds.incrementAndGet();
    }

    /// A caller with a token of its own: `acme`, `globex`, `analyst` or `operator`.
    Customer customer(String name) {
        return customers.computeIfAbsent(name, this::signIn);
    }

    /// Gets a caller a new token.
    void signInAgain(String name) {
        customers.put(name, signIn(name));
    }

    /// A caller whose token is nonsense.
    Customer withoutToken() throws IOException {
        return new Customer("nobody", gateway(), "none");
    }

    Numbers numbers() {
        return numbers;
    }

    ExternalApp externalApp() {
        return externalApp;
    }

    /// The spans of the services; none of a platform that ran already.
    TraceReceiver traces() {
        return traces;
    }

    /// The names of all Prometheus series that the services have.
    Set<String> series() throws IOException {
        return readings("").stream().map(reading -> reading.split("[{ ]", 2)[0]).collect(Collectors.toSet());
    }

    /// What the services' Prometheus series are at, of those whose names begin so.
    List<String> readings(String beginning) throws IOException {
        List<String> readings = new ArrayList<>();
        for (String service : SERVICES) {
            URI management = URI.create(describe()
                    .path("processes")
                    .path(service)
                    .path("management")
                    .asString());
            customer("operator")
                    .read(management.resolve("/actuator/prometheus"))
                    .lines()
                    .filter(line -> !line.startsWith("#") && line.startsWith(beginning))
                    .forEach(readings::add);
        }
        return readings;
    }

    /// Uploads an image, and again as long as the service is busy or the token has expired, which many images
    /// outlive.
    Customer.Answer uploadPatiently(String customer, byte[] image, @Nullable String idempotencyKey)
            throws IOException, InterruptedException {
        Customer.Answer answer = customer(customer).upload(image, idempotencyKey);
        while (answer.status() == 401 || answer.status() == 429 || answer.status() == 503) {
            if (answer.status() == 401) {
                signInAgain(customer);
            }
            Thread.sleep(RETRY_PAUSE);
            answer = customer(customer).upload(image, idempotencyKey);
        }
        return answer;
    }

    /// Waits until an image has come to its end, and tells what the API says of it then.
    JsonNode awaitEnd(Customer customer, String id) {
        return awaitEnd(customer, id, Duration.ofMillis(100));
    }

    /// The same, asking so often.
    JsonNode awaitEnd(Customer customer, String id, Duration askedEvery) {
        return Awaitility.await("the end of image " + id)
                .atMost(OUTCOME_WITHIN)
                .pollInterval(askedEvery)
                .until(
                        () -> customer.image(id),
                        answer ->
                                answer.status() == 200 && !answer.text("state").equals("RECEIVED"))
                .json();
    }

    /// Waits until an image is counted with an outcome.
    void awaitFact(String id, String outcome) {
        Awaitility.await("the fact of image " + id)
                .atMost(OUTCOME_WITHIN)
                .pollInterval(Duration.ofMillis(200))
                .untilAsserted(() -> assertThat(numbers.outcomeOf(id)).isEqualTo(outcome));
    }

    /// Waits until an image is counted with either outcome, and tells which with the failure's code.
    String awaitAnyFact(String id) {
        return Awaitility.await("any fact of image " + id)
                .atMost(OUTCOME_WITHIN)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> numbers.outcomeAndCodeOf(id), told -> !told.isEmpty());
    }

    /// Waits until everything sent on the stream before now has gone all the way: a later image of
    /// each customer has
    /// been counted.
    void awaitStreamConsumed() throws Exception {
        for (int i = 0; i < 6; i++) {
            String id = externalApp
                    .send(new CustomerId("acme"), run + "-marker-" + nextSeed(), TestImages.jpeg(nextSeed()))
                    .get()
                    .toString();
            awaitFact(id, "PROCESSED");
        }
    }

    /// Writes an original as upload-service does, and announces it to nobody.
    void putUnannounced(CustomerId customer, ImageId id, byte[] image) throws IOException {
        JsonNode access = describe().path("s3Access");
        StoreSettings settings = StoreSettings.local(
                URI.create(describe().path("s3").asString()),
                new StoreSettings.Credentials(
                        access.path("accessKey").asString(),
                        access.path("secretKey").asString()));
        try (S3ImageStore store = S3ImageStore.open(settings)) {
            store.putRaw(
                    new RawImage(customer, id, Channel.UPLOAD, Instant.now(), "image/jpeg", null, Map.of()),
                    new ByteArrayInputStream(image));
        }
    }

    /// Puts an image where the external app may refer to it.
    ///
    /// @return its address
    String putIntoInbox(String key, byte[] image) throws IOException {
        JsonNode access = describe().path("s3Access");
        String bucket = access.path("inboxBucket").asString();
        try (S3Client s3 = S3Client.builder()
                .endpointOverride(URI.create(describe().path("s3").asString()))
                .region(Region.of(access.path("region").asString()))
                .forcePathStyle(true)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(
                        access.path("accessKey").asString(),
                        access.path("secretKey").asString())))
                .build()) {
            s3.putObject(request -> request.bucket(bucket).key(key), RequestBody.fromBytes(image));
        }
        return "s3://" + bucket + "/" + key;
    }

    /// The process ids of the four services.
    List<Long> servicePids() throws IOException {
        JsonNode processes = describe().path("processes");
        return SERVICES.stream()
                .map(name -> processes.path(name).path("pid").asLong())
                .toList();
    }

    /// Ends a part at once, as kill -9 does, with every process that belongs to it.
    ///
    /// @return the process id that is gone
    long kill(String part) throws IOException {
        ProcessHandle process = part.equals(WORKER) ? awaitWorker() : handle(pid(part));
        // PostgreSQL runs below a process of its own; what the processor started must die without help.
        List<ProcessHandle> victims = part.equals(POSTGRES)
                ? Stream.concat(process.descendants(), Stream.of(process)).toList()
                : List.of(process);
        for (ProcessHandle victim : victims) {
            victim.destroyForcibly();
        }
        process.onExit().join();
        return process.pid();
    }

    // A processor that was just started again has none yet.
    private ProcessHandle awaitWorker() {
        return Awaitility.await("a worker")
                .atMost(HEALED_WITHIN)
                .ignoreException(AssertionError.class)
                .until(this::aWorker, ProcessHandle::isAlive);
    }

    /// Waits until a killed part has been replaced by whoever watches over it and is ready again.
    void awaitHealed(String part, long killedPid) {
        Awaitility.await(part + " is back")
                .atMost(HEALED_WITHIN)
                .pollInterval(Duration.ofMillis(250))
                .ignoreExceptions()
                .until(() -> part.equals(WORKER) ? aWorker().pid() != killedPid : isReplaced(part, killedPid));
    }

    private boolean isReplaced(String part, long killedPid) throws IOException {
        long pid = pid(part);
        return pid != killedPid && ProcessHandle.of(pid).isPresent();
    }

    /// The processes that a part has started.
    Stream<ProcessHandle> processesOf(String part) throws IOException {
        return handle(pid(part)).descendants();
    }

    private ProcessHandle aWorker() throws IOException {
        return handle(pid(PROCESSOR))
                .descendants()
                .filter(child -> child.info().commandLine().orElse("").contains("WorkerMain"))
                .findFirst()
                .orElseThrow(() -> new AssertionError("the processor has no worker"));
    }

    /// What lies in the processor's work directory for images that are worked on.
    List<Path> imagesInTheWorkDirectory() throws IOException {
        String option = "-Djava.io.tmpdir=";
        // Not what started it: there, the directory is a variable still.
        String commandLine = processesOf(PROCESSOR)
                .filter(child -> child.info().command().orElse("").endsWith("java"))
                .map(child -> child.info().commandLine().orElse(""))
                .filter(line -> line.contains(option))
                .findFirst()
                .orElseThrow(() -> new AssertionError("the processor has no worker in Java"));
        int start = commandLine.indexOf(option) + option.length();
        Path scratch = Path.of(commandLine.substring(start, commandLine.indexOf(' ', start)));
        try (Stream<Path> images = Files.list(scratch.resolve("../../images"))) {
            return images.toList();
        }
    }

    /// How much CPU time the processor and its workers use, as a share of one core.
    ///
    /// @param watched for how long
    double cpuShareOfTheProcessor(Duration watched) throws IOException, InterruptedException {
        Duration before = cpuOfTheProcessor();
        Thread.sleep(watched);
        return (double) cpuOfTheProcessor().minus(before).toMillis() / watched.toMillis();
    }

    private Duration cpuOfTheProcessor() throws IOException {
        ProcessHandle processor = handle(pid(PROCESSOR));
        return Stream.concat(Stream.of(processor), processor.descendants())
                .map(process -> process.info().totalCpuDuration().orElse(Duration.ZERO))
                .reduce(Duration.ZERO, Duration::plus);
    }

    private long pid(String part) throws IOException {
        return describe().path("processes").path(part).path("pid").asLong();
    }

    private static ProcessHandle handle(long pid) {
        return ProcessHandle.of(pid).orElseThrow(() -> new AssertionError("no process " + pid));
    }

    /// An address of the running whole by its name: `gateway` or `issuer`.
    String address(String name) throws IOException {
        return describe().path(name).asString();
    }

    private URI gateway() throws IOException {
        return URI.create(describe().path("gateway").asString());
    }

    private Customer signIn(String name) {
        try {
            JsonNode description = describe();
            JsonNode client = description.path("clients").path(name);
            String token = Tokens.fetch(
                    URI.create(description.path("issuer").asString()),
                    client.path("id").asString(),
                    client.path("secret").asString());
            return new Customer(name, gateway(), token);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private JsonNode describe() throws IOException {
        return MAPPER.readTree(Files.readAllBytes(data.resolve("platform.json")));
    }
}
