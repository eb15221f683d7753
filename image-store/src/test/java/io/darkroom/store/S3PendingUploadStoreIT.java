package io.darkroom.store;

import io.darkroom.servers.RealServers;
import io.darkroom.servers.S3Server;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class S3PendingUploadStoreIT extends PendingUploadStoreContract {

    private static S3ImageStore images;

    @BeforeAll
    static void open() {
        images = at(RealServers.shared().s3().endpoint());
    }

    @AfterAll
    static void close() {
        images.close();
    }

    @Override
    protected PendingUploadStore store() {
        return images.pendingUploads();
    }

    @Override
    protected PendingUploadStore unreachableStore() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return at(URI.create("http://127.0.0.1:" + socket.getLocalPort())).pendingUploads();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static S3ImageStore at(URI endpoint) {
        return S3ImageStore.open(
                StoreSettings.local(endpoint, new StoreSettings.Credentials(S3Server.ACCESS_KEY, S3Server.SECRET_KEY)));
    }
}
