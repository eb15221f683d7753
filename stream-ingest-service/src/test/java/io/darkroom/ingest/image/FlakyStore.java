package io.darkroom.ingest.image;

import io.darkroom.store.ImageStore;
import io.darkroom.store.StoreUnavailableException;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.function.Supplier;

/// A store before another one, that is away now and then.
public final class FlakyStore {

    private FlakyStore() {}

    /// Puts itself before a store.
    ///
    /// @param answers what it does with each call
    public static ImageStore before(ImageStore store, Supplier<Answer> answers) {
        return (ImageStore) Proxy.newProxyInstance(
                FlakyStore.class.getClassLoader(), new Class<?>[] {ImageStore.class}, (_, method, arguments) -> {
                    Answer answer = answers.get();
                    if (answer == Answer.REFUSED) {
                        throw new StoreUnavailableException(new IOException("the fake was told to be away"));
                    }
                    try {
                        Object result = method.invoke(store, arguments);
                        if (answer == Answer.DONE) {
                            return result;
                        }
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                    throw new StoreUnavailableException(new IOException("the fake was told to be unheard"));
                });
    }
}
