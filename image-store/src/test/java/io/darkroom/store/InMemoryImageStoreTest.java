package io.darkroom.store;

import io.darkroom.events.ObjectLocation;
import java.net.URI;
import java.util.Optional;

class InMemoryImageStoreTest extends ImageStoreContract {

    private final InMemoryImageStore store = new InMemoryImageStore();

    @Override
    protected ImageStore store() {
        return store;
    }

    @Override
    protected ImageStore unreachableStore() {
        InMemoryImageStore away = new InMemoryImageStore();
        away.goAway();
        return away;
    }

    @Override
    protected void putForeign(ObjectLocation location, byte[] bytes) {
        store.putForeign(location, bytes);
    }

    @Override
    protected String foreignBucket() {
        return "partner-inbox";
    }

    @Override
    protected Optional<byte[]> download(URI link) {
        return store.download(link);
    }

    @Override
    protected long unfinishedWrites(ObjectKey key) {
        return 0;
    }
}
