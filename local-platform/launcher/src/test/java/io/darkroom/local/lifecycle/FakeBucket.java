package io.darkroom.local.lifecycle;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A bucket in memory that lists in pages, as S3 does.
final class FakeBucket implements SweptBucket {

    static final int PAGE_SIZE = 1_000;

    private final List<SweepRule> rules;
    private final Map<String, AgedItem> objects = new TreeMap<>();
    private final Map<String, AgedItem> uploads = new TreeMap<>();
    private boolean isDown;

    /// The most objects that one call was asked to delete.
    int largestDelete;

    FakeBucket(SweepRule... rules) {
        this.rules = List.of(rules);
    }

    FakeBucket put(String key, Instant written) {
        objects.put(key, new AgedItem(key, "etag", written));
        return this;
    }

    FakeBucket begin(String key, Instant begun) {
        uploads.put(key, new AgedItem(key, "upload", begun));
        return this;
    }

    void isDown(boolean down) {
        this.isDown = down;
    }

    List<String> keys() {
        return List.copyOf(objects.keySet());
    }

    List<String> uploadKeys() {
        return List.copyOf(uploads.keySet());
    }

    @Override
    public String name() {
        return "bucket";
    }

    @Override
    public List<SweepRule> rules() {
        if (isDown) {
            throw new IllegalStateException("down");
        }
        return rules;
    }

    @Override
    public AgedPage objects(String prefix, @Nullable String page) {
        return page(objects, prefix, page);
    }

    @Override
    public AgedPage uploads(String prefix, @Nullable String page) {
        return page(uploads, prefix, page);
    }

    private static AgedPage page(Map<String, AgedItem> items, String prefix, @Nullable String after) {
        List<AgedItem> rest = new ArrayList<>(items.values().stream()
                .filter(item -> item.key().startsWith(prefix))
                .filter(item -> after == null || item.key().compareTo(after) > 0)
                .toList());
        boolean isLast = rest.size() <= PAGE_SIZE;
        List<AgedItem> page = isLast ? rest : rest.subList(0, PAGE_SIZE);
        return new AgedPage(page, isLast ? null : page.getLast().key());
    }

    @Override
    public void delete(List<AgedItem> expired) {
        largestDelete = Math.max(largestDelete, expired.size());
        expired.forEach(item -> objects.remove(item.key()));
    }

    @Override
    public void abort(AgedItem upload) {
        uploads.remove(upload.key());
    }
}
