package io.darkroom.bench.upload;

/// One case of the comparison.
///
/// @param size of each file
/// @param clients how many send at a time
record Cell(FileSize size, int clients) {

    @Override
    public String toString() {
        return size + ", " + clients + (clients == 1 ? " client" : " clients");
    }
}
