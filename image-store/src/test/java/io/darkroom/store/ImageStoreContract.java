package io.darkroom.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.darkroom.events.Channel;
import io.darkroom.events.CustomerId;
import io.darkroom.events.FailureCode;
import io.darkroom.events.FailureException;
import io.darkroom.events.ImageId;
import io.darkroom.events.ObjectLocation;
import io.darkroom.events.Sha256;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.URI;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What every [ImageStore] keeps, whatever it stores in.
public abstract class ImageStoreContract {

    /// The size at which stores that write in parts go over to it; the sizes around it are where they go
    /// wrong.
    private static final int PART = 8 << 20;

    private static final int SMALL = 5_000;
    private static final int LARGE = PART + 5_000;
    private static final Instant NOW = Instant.parse("2026-03-01T10:15:30.123Z");

    private final CustomerId customer = new CustomerId("acme");

    @TempDir
    private Path directory;

    /// The store under test; the same one throughout a test.
    protected abstract ImageStore store();

    /// A store of the same kind that cannot be reached.
    protected abstract ImageStore unreachableStore();

    /// Puts an object there that is not ours.
    protected abstract void putForeign(ObjectLocation location, byte[] bytes);

    /// A bucket in which [#putForeign] may put objects.
    protected abstract String foreignBucket();

    /// What a browser gets that follows a link, if there is anything.
    protected abstract Optional<byte[]> download(URI link) throws Exception;

    /// How many writes were begun under this key and neither finished nor given up.
    protected abstract long unfinishedWrites(ObjectKey key);

    // Originals

    @ParameterizedTest
    @ValueSource(ints = {0, 1, SMALL, PART - 1, PART, PART + 1, 2 * PART, 2 * PART + 1})
    void keepsAnOriginalOfAnySize(int size) throws Exception {
        RawImage image = rawImage(ImageId.random());
        byte[] content = EndlessBytes.array(1, size);

        RawWrite write = store().putRaw(image, new ByteArrayInputStream(content));

        assertThat(write).isInstanceOfSatisfying(RawWrite.Created.class, created -> {
            assertThat(created.raw().image()).isEqualTo(image);
            assertThat(created.raw().sizeBytes()).isEqualTo(size);
            assertThat(created.raw().sha256()).isEqualTo(Sha256.of(content));
            assertThat(created.raw().location().key()).isEqualTo("raw/acme/" + image.imageId());
            assertThat(store().findRaw(customer, image.imageId()))
                    .contains(new FoundRaw(image, size, created.raw().location()));
        });
        assertThat(fetched(image.imageId())).isEqualTo(content);
        assertThat(unfinishedWrites(image.key())).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, SMALL, PART, LARGE})
    void letsTheFirstWritesMetadataStandWhenTheSameContentComesAgain(int size) throws Exception {
        ImageId id = ImageId.random();
        RawImage first = rawImage(id);
        RawImage second = new RawImage(
                customer, id, Channel.STREAM, NOW.plusSeconds(60), "image/png", "other.png", Map.of("a", "b"));
        StoredRaw stored = created(store().putRaw(first, new EndlessBytes(1, size)));

        RawWrite write = store().putRaw(second, new EndlessBytes(1, size));

        assertThat(write).isEqualTo(new RawWrite.AlreadyThere(stored));
        assertThat(store().findRaw(customer, id)).map(FoundRaw::image).contains(first);
        assertThat(unfinishedWrites(first.key())).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        SMALL + "," + SMALL,
        "0," + SMALL,
        SMALL + "," + LARGE,
        LARGE + "," + SMALL,
        LARGE + "," + LARGE,
        LARGE + "," + (LARGE + 1)
    })
    void refusesOtherContentUnderATakenId(int firstSize, int secondSize) throws Exception {
        RawImage image = rawImage(ImageId.random());
        store().putRaw(image, new EndlessBytes(1, firstSize));

        RawWrite write = store().putRaw(image, new EndlessBytes(2, secondSize));

        assertThat(write).isEqualTo(new RawWrite.Conflict(image));
        assertThat(fetched(image.imageId())).isEqualTo(EndlessBytes.array(1, firstSize));
        assertThat(unfinishedWrites(image.key())).isZero();
    }

    @ParameterizedTest
    @CsvSource({"16," + SMALL, "4," + LARGE})
    void letsOneOfManyRacingWritersWin(int writers, int size) throws Exception {
        RawImage image = rawImage(ImageId.random());

        List<RawWrite> writes = race(writers, writer -> store().putRaw(image, new EndlessBytes(1, size)));

        assertThat(writes).filteredOn(RawWrite.Created.class::isInstance).hasSize(1);
        assertThat(writes).filteredOn(RawWrite.AlreadyThere.class::isInstance).hasSize(writers - 1);
        assertThat(unfinishedWrites(image.key())).isZero();
    }

    @ParameterizedTest
    @CsvSource({"16," + SMALL, "4," + LARGE})
    void keepsTheWinnersBytesWhenRacingWritersBringDifferentOnes(int writers, int size) throws Exception {
        RawImage image = rawImage(ImageId.random());

        List<RawWrite> writes = race(writers, writer -> store().putRaw(image, new EndlessBytes(writer, size)));

        assertThat(writes).filteredOn(RawWrite.Conflict.class::isInstance).hasSize(writers - 1);
        StoredRaw winner = created(writes.stream()
                .filter(RawWrite.Created.class::isInstance)
                .findFirst()
                .orElseThrow());
        assertThat(Sha256.of(fetched(image.imageId()))).isEqualTo(winner.sha256());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, SMALL, PART, 2 * PART + SMALL})
    void leavesNothingOfAStreamThatBreaks(int breaksAt) {
        RawImage image = rawImage(ImageId.random());
        IOException broken = new IOException("the sender is gone");

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> store().putRaw(image, breaking(breaksAt, broken)))
                .isSameAs(broken);

        assertThat(store().findRaw(customer, image.imageId())).isEmpty();
        assertThat(unfinishedWrites(image.key())).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {SMALL, LARGE})
    void leavesNothingOfAStreamThatRefusesItself(int refusesAt) {
        RawImage image = rawImage(ImageId.random());
        FailureException tooLarge = new FailureException(FailureCode.TOO_LARGE, "The image is too large.");

        assertThatExceptionOfType(FailureException.class)
                .isThrownBy(() -> store().putRaw(image, breaking(refusesAt, tooLarge)))
                .isSameAs(tooLarge);

        assertThat(store().findRaw(customer, image.imageId())).isEmpty();
        assertThat(unfinishedWrites(image.key())).isZero();
    }

    @Test
    void takesAnIdWhoseFirstWriteBroke() throws Exception {
        RawImage image = rawImage(ImageId.random());
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> store().putRaw(image, breaking(LARGE, new IOException("the sender is gone"))));

        RawWrite write = store().putRaw(image, new EndlessBytes(1, SMALL));

        assertThat(write).isInstanceOf(RawWrite.Created.class);
    }

    @Test
    void readsTheStreamToItsEndAndLeavesClosingItToTheCaller() throws Exception {
        EndlessBytes bytes = new EndlessBytes(1, SMALL);

        store().putRaw(rawImage(ImageId.random()), bytes);

        assertThat(bytes.read()).isEqualTo(-1);
        assertThat(bytes.isClosed()).isFalse();
    }

    static List<RawImage> imagesWithHostileText() {
        CustomerId customer = new CustomerId("acme");
        String longest = "\u65e5".repeat(RawImage.MAX_FILE_NAME_LENGTH);
        return Stream.of(
                        "plain.jpg",
                        " spaces at both ends ",
                        "Gr\u00fc\u00dfe aus K\u00f6ln \u2603 \ud83d\ude00.jpg",
                        "a\r\nx-amz-acl: public-read\r\n\r\nbody",
                        "../../etc/passwd",
                        "quote\" semicolon; back\\slash 100% +plus&amp=eq",
                        "=?UTF-8?Q?encoded=20word?=",
                        "\u202egpj.exe\u0000\u007f",
                        longest)
                .map(text -> new RawImage(
                        customer,
                        ImageId.random(),
                        Channel.STREAM,
                        NOW,
                        "image/svg+xml",
                        text,
                        Map.of(text.substring(0, Math.min(text.length(), 38)), "v", "k", text.substring(0, 9))))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("imagesWithHostileText")
    void keepsWhateverTextASenderSends(RawImage image) throws Exception {
        store().putRaw(image, new EndlessBytes(1, SMALL));

        assertThat(store().findRaw(customer, image.imageId()))
                .map(FoundRaw::image)
                .contains(image);
    }

    @Test
    void keepsAnOriginalOfWhichNothingElseIsKnown() throws Exception {
        RawImage image =
                new RawImage(customer, ImageId.random(), Channel.UPLOAD, NOW, "image/heic", null, Map.of("", ""));

        store().putRaw(image, new EndlessBytes(1, LARGE));

        assertThat(store().findRaw(customer, image.imageId()))
                .map(FoundRaw::image)
                .contains(image);
    }

    @Test
    void findsNothingWhereNothingIs() throws Exception {
        ImageId id = ImageId.random();
        Path target = directory.resolve("original");

        assertThat(store().findRaw(customer, id)).isEmpty();
        assertThat(store().fetchRaw(customer, id, target)).isEmpty();
        assertThat(store().findManifest(customer, id)).isEmpty();
        assertThat(target).doesNotExist();
    }

    @Test
    void tellsCustomersApart() throws Exception {
        RawImage image = rawImage(ImageId.random());
        store().putRaw(image, new EndlessBytes(1, SMALL));
        store().commitManifest(Manifests.manifest(customer, image.imageId(), 1, "a"));

        CustomerId other = new CustomerId("globex");

        assertThat(store().findRaw(other, image.imageId())).isEmpty();
        assertThat(store().findManifest(other, image.imageId())).isEmpty();
    }

    @Test
    void listsEveryOriginalOnceInTheOrderOfTheirKeys() throws Exception {
        CustomerId owner = new CustomerId("lister");
        Instant before = Instant.now();
        RawImage first = new RawImage(owner, ImageId.random(), Channel.UPLOAD, NOW, "image/png", null, Map.of());
        String bucket = created(store().putRaw(first, new EndlessBytes(1, 1)))
                .location()
                .bucket();
        List<String> paths = Stream.concat(
                        Stream.of(first.key().path()),
                        Stream.generate(() -> new ObjectKey.Raw(owner, ImageId.random()).path())
                                .limit(RawPage.MOST_ORIGINALS))
                .sorted()
                .toList();
        paths.parallelStream()
                .filter(path -> !path.equals(first.key().path()))
                .forEach(path -> putForeign(new ObjectLocation(bucket, path), new byte[0]));
        putForeign(new ObjectLocation(bucket, "raw/lister/no-image"), new byte[0]);
        putForeign(new ObjectLocation(bucket, "other/lister/" + first.imageId()), new byte[0]);

        List<RawPage> pages = pages();

        assertThat(pages)
                .hasSizeGreaterThan(1)
                .allMatch(page -> page.originals().size() <= RawPage.MOST_ORIGINALS);
        List<ListedRaw> listed = pages.stream()
                .flatMap(page -> page.originals().stream())
                .filter(original -> original.key().customerId().equals(owner))
                .toList();
        assertThat(listed).extracting(original -> original.key().path()).containsExactlyElementsOf(paths);
        // S3 tells whole seconds.
        assertThat(listed)
                .extracting(ListedRaw::writtenAt)
                .allMatch(
                        time -> !time.isBefore(before.truncatedTo(ChronoUnit.SECONDS)) && !time.isAfter(Instant.now()));
    }

    private List<RawPage> pages() {
        return Stream.iterate(store().listRaw(null), Objects::nonNull, this::following)
                .toList();
    }

    private RawPage following(RawPage page) {
        return page.next() == null ? null : store().listRaw(page.next());
    }

    @Test
    void neverFetchesOverAFile() throws Exception {
        RawImage image = rawImage(ImageId.random());
        store().putRaw(image, new EndlessBytes(1, SMALL));
        Path taken = Files.writeString(directory.resolve("taken"), "mine");

        assertThatExceptionOfType(FileAlreadyExistsException.class)
                .isThrownBy(() -> store().fetchRaw(customer, image.imageId(), taken));

        assertThat(taken).hasContent("mine");
    }

    // Results

    @Test
    void replacesAResultByALaterOne() throws Exception {
        ObjectKey.Result key = new ObjectKey.Result(customer, ImageId.random(), "large", "webp");
        byte[] first = EndlessBytes.array(1, SMALL);
        byte[] second = EndlessBytes.array(2, LARGE);
        store().putResult(key, "image/webp", file(first), Sha256.of(first));

        ObjectLocation location = store().putResult(key, "image/webp", file(second), Sha256.of(second));

        assertThat(location.key()).isEqualTo(key.path());
        assertThat(download(store().link(key, Duration.ofMinutes(1), null))).contains(second);
    }

    @Test
    void refusesAResultThatChangedAfterItWasDigested() throws Exception {
        ObjectKey.Result key = new ObjectKey.Result(customer, ImageId.random(), "large", "webp");
        Path file = file(EndlessBytes.array(1, SMALL));
        Sha256 other = Sha256.of(EndlessBytes.array(2, SMALL));

        assertThatExceptionOfType(FailureException.class)
                .isThrownBy(() -> store().putResult(key, "image/webp", file, other))
                .extracting(FailureException::code)
                .isEqualTo(FailureCode.INVALID_RESULT);

        assertThat(download(store().link(key, Duration.ofMinutes(1), null))).isEmpty();
    }

    @Test
    void saysWhenAResultsFileIsNotThere() {
        ObjectKey.Result key = new ObjectKey.Result(customer, ImageId.random(), "large", "webp");

        assertThatExceptionOfType(NoSuchFileException.class)
                .isThrownBy(() ->
                        store().putResult(key, "image/webp", directory.resolve("absent"), Sha256.of(new byte[0])));
    }

    // Manifests

    @Test
    void keepsTheFirstManifestOfAnAttempt() {
        ImageId id = ImageId.random();
        Manifest first = Manifests.manifest(customer, id, 1, "first");

        assertThat(store().commitManifest(first)).isEqualTo(first);
        assertThat(store().commitManifest(Manifests.manifest(customer, id, 1, "second")))
                .isEqualTo(first);
        assertThat(store().findManifest(customer, id)).contains(first);
    }

    @Test
    void replacesAManifestByThatOfALaterAttemptOnly() {
        ImageId id = ImageId.random();
        Manifest third = Manifests.manifest(customer, id, 3, "third");
        store().commitManifest(Manifests.manifest(customer, id, 1, "first"));

        assertThat(store().commitManifest(third)).isEqualTo(third);
        assertThat(store().commitManifest(Manifests.manifest(customer, id, 2, "second")))
                .isEqualTo(third);
        assertThat(store().findManifest(customer, id)).contains(third);
    }

    @Test
    void tellsAllWritersOfOneAttemptTheSameManifest() throws Exception {
        ImageId id = ImageId.random();

        List<Manifest> told =
                race(16, writer -> store().commitManifest(Manifests.manifest(customer, id, 1, "writer " + writer)));

        assertThat(told).hasSize(16);
        assertThat(told).containsOnly(store().findManifest(customer, id).orElseThrow());
    }

    @Test
    void letsTheLatestOfRacingAttemptsStand() throws Exception {
        ImageId id = ImageId.random();

        List<Manifest> told =
                race(8, writer -> store().commitManifest(Manifests.manifest(customer, id, writer, "racing")));

        assertThat(store().findManifest(customer, id)).contains(Manifests.manifest(customer, id, 8, "racing"));
        assertThat(IntStream.range(0, 8))
                .allSatisfy(i -> assertThat(told.get(i).processed().attempt()).isGreaterThanOrEqualTo(i + 1));
    }

    // Links

    @ParameterizedTest
    @ValueSource(strings = {"holiday.jpg", "a\"b;c\\d\r\nx: y", "\u65e5\u672c.jpg", ""})
    void linksToTheRightBytesWhateverTheFileIsCalled(String fileName) throws Exception {
        RawImage image = rawImage(ImageId.random());
        byte[] content = EndlessBytes.array(1, SMALL);
        store().putRaw(image, new ByteArrayInputStream(content));

        URI link = store().link(image.key(), Duration.ofMinutes(5), fileName);

        assertThat(download(link)).contains(content);
    }

    @Test
    void linksWithoutLooking() throws Exception {
        URI link = store().link(new ObjectKey.Raw(customer, ImageId.random()), Duration.ofMinutes(5), null);

        assertThat(download(link)).isEmpty();
    }

    // What is not ours

    @Test
    void opensWhatASenderRefersTo() throws Exception {
        ObjectLocation location =
                new ObjectLocation(foreignBucket(), "in box/\u00fc+&?#%20 " + ImageId.random() + ".jpg");
        byte[] content = EndlessBytes.array(3, LARGE);
        putForeign(location, content);

        try (InputStream bytes = store().open(location).orElseThrow()) {
            assertThat(bytes.readAllBytes()).isEqualTo(content);
        }
    }

    @Test
    void canStopReadingWhatASenderRefersTo() throws Exception {
        ObjectLocation location = new ObjectLocation(foreignBucket(), "large-" + ImageId.random());
        putForeign(location, EndlessBytes.array(3, LARGE));

        try (InputStream bytes = store().open(location).orElseThrow()) {
            assertThat(bytes.readNBytes(10)).isEqualTo(EndlessBytes.array(3, 10));
        }
    }

    @Test
    void opensNothingWhereNothingIs() {
        assertThat(store().open(new ObjectLocation(foreignBucket(), "absent-" + ImageId.random())))
                .isEmpty();
        assertThat(store().open(new ObjectLocation("no-such-bucket-of-anyone", "absent")))
                .isEmpty();
        assertThat(store().open(new ObjectLocation(foreignBucket(), "long".repeat(300))))
                .isEmpty();
    }

    // Away

    @Test
    void givesASignOfLife() {
        store().ping();
    }

    @Test
    @Timeout(300)
    void saysInTimeThatTheStoreIsAway() throws Exception {
        ImageStore away = unreachableStore();
        ImageId id = ImageId.random();
        Path file = file(new byte[10]);

        assertAway(away::ping);
        assertAway(() -> away.findRaw(customer, id));
        assertAway(() -> away.listRaw(null));
        assertAway(() -> away.findManifest(customer, id));
        assertAway(() -> away.putRaw(rawImage(id), new EndlessBytes(1, SMALL)));
        assertAway(() -> away.fetchRaw(customer, id, directory.resolve("fetched")));
        assertAway(() -> away.commitManifest(Manifests.manifest(customer, id, 1, "a")));
        assertAway(() -> away.open(new ObjectLocation(foreignBucket(), "absent")));
        assertAway(() -> away.putResult(
                new ObjectKey.Result(customer, id, "large", "webp"), "image/webp", file, Sha256.of(new byte[10])));
        assertThat(directory.resolve("fetched")).doesNotExist();
    }

    private static void assertAway(ThrowingCallable call) {
        assertThatExceptionOfType(StoreUnavailableException.class).isThrownBy(call);
    }

    private RawImage rawImage(ImageId id) {
        return new RawImage(
                customer, id, Channel.UPLOAD, NOW, "image/jpeg", "holiday.jpg", Map.of("camera", "x100", "album", ""));
    }

    private static StoredRaw created(RawWrite write) {
        assertThat(write).isInstanceOf(RawWrite.Created.class);
        return ((RawWrite.Created) write).raw();
    }

    private byte[] fetched(ImageId id) throws IOException {
        Path target = directory.resolve(id + ".fetched");
        FetchedRaw fetched = store().fetchRaw(customer, id, target).orElseThrow();
        byte[] bytes = Files.readAllBytes(target);
        assertThat(fetched).isEqualTo(new FetchedRaw(bytes.length, Sha256.of(bytes)));
        return bytes;
    }

    private Path file(byte[] content) throws IOException {
        return Files.write(Files.createTempFile(directory, "result", ".webp"), content);
    }

    /// So many bytes, then the exception.
    private static InputStream breaking(int length, Exception exception) {
        return new SequenceInputStream(new EndlessBytes(1, length), new InputStream() {
            @Override
            public int read() throws IOException {
                if (exception instanceof IOException e) {
                    throw e;
                }
                throw (RuntimeException) exception;
            }

            @Override
            public int read(byte[] target, int offset, int count) throws IOException {
                return read();
            }
        });
    }

    private interface Writer<T> {
        T write(int number) throws Exception;
    }

    /// Lets writers 1 to n begin at the same moment.
    private static <T> List<T> race(int writers, Writer<T> writer) throws Exception {
        CountDownLatch allReady = new CountDownLatch(writers);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<T>> tasks = IntStream.rangeClosed(1, writers)
                    .mapToObj(number -> (Callable<T>) () -> {
                        allReady.countDown();
                        allReady.await();
                        return writer.write(number);
                    })
                    .toList();
            List<T> results = new ArrayList<>();
            for (Future<T> result : threads.invokeAll(tasks)) {
                results.add(result.get());
            }
            return results;
        }
    }
}
