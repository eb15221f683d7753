package io.darkroom.store;

class InMemoryPendingUploadStoreTest extends PendingUploadStoreContract {

    private final InMemoryPendingUploadStore store = new InMemoryPendingUploadStore();

    @Override
    protected PendingUploadStore store() {
        return store;
    }

    @Override
    protected PendingUploadStore unreachableStore() {
        InMemoryPendingUploadStore away = new InMemoryPendingUploadStore();
        away.goAway();
        return away;
    }
}
