using Microsoft.Extensions.DependencyInjection;
using Orleans.Embedded;

namespace Rooms.Engine.Conformance.Fixture;

public sealed partial class Cluster
{
    static partial void UseEngine(ISiloBuilder silo, ReminderShelf shelf) => silo.Services.AddSingleton<IReminderStore>(shelf);
}
