package io.darkroom.stats.fact;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/// Makes the partitions of the coming days before they are needed, and drops those that have grown too old. Every
/// instance of the service may do so at any time.
@Component
public class PartitionKeeper {

    private static final Logger LOG = LoggerFactory.getLogger(PartitionKeeper.class);

    private final PartitionRepository partitions;
    private final FactDays days;

    PartitionKeeper(PartitionRepository partitions, FactDays days) {
        this.partitions = partitions;
        this.days = days;
    }

    /// Does it now. The next run makes good what fails: a missing partition is made when its first event comes,
    /// too.
    public void keep() {
        try {
            days.today().datesUntil(days.last().plusDays(1)).forEach(partitions::ensure);
            int dropped = partitions.dropBefore(days.first());
            if (dropped > 0) {
                LOG.atInfo()
                        .addKeyValue("partitions", dropped)
                        .addKeyValue("before", days.first())
                        .log("old facts dropped");
            }
        } catch (DataAccessException e) {
            LOG.atWarn().setCause(e).log("partitions could not be kept; trying again later");
        }
    }
}
