-- CreateIndex
CREATE INDEX "support_group_need_latitude_longitude_idx" ON "support_group"("need", "latitude", "longitude");

-- CreateIndex
CREATE INDEX "support_group_venue_kind_need_idx" ON "support_group"("venue_kind", "need");
