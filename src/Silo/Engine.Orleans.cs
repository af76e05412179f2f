using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using Orleans.Storage;
using Rooms.Silo.Sqlite;

namespace Rooms.Silo;

/// <summary>
/// The grains on Microsoft Orleans: one silo on this machine so far. Journals and grain states are in SQLite, through the public
/// <see cref="IGrainStorage"/>; reminders are in memory, so after a restart a pusher, a schedule of pushes or an erasure goes on only when somebody asks for it.
/// </summary>
internal static class Engine
{
    /// <summary>What is wanted instead of <see cref="StorageOptions.PostgreSql"/>.</summary>
    public const string WithoutPostgreSql = "nothing: the PostgreSQL journal is not part of this version";

    public static void AddTo(WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<IGrainStorage, SqliteGrainStorage>();
        builder.UseOrleans(silo =>
        {
            silo.UseLocalhostClustering();
            silo.UseInMemoryReminderService();
            silo.AddIncomingGrainCallFilter<TraceFilter>();
            silo.Configure<ClusterMembershipOptions>(SetMembership);
            silo.Configure<SiloMessagingOptions>(messaging => messaging.ResponseTimeout = TimeSpan.FromSeconds(5));
        });
    }

    // About a second from a killed silo to grains that answer again: notes in docs/adr/0001. A pause over 2 s then kills a healthy silo, which the
    // journal's epochs survive.
    private static void SetMembership(ClusterMembershipOptions membership)
    {
        membership.ProbeTimeout = TimeSpan.FromSeconds(1);
        membership.MaxProbeTimeout = TimeSpan.FromSeconds(2);
        membership.NumMissedProbesLimit = 2;
        membership.NumVotesForDeathDeclaration = 1;
        membership.TableRefreshTimeout = TimeSpan.FromSeconds(5);
        membership.IAmAliveTablePublishTimeout = TimeSpan.FromSeconds(5);
        membership.EnableConnectionLivenessCheck = false;
    }
}
