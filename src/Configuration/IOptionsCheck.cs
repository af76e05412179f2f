using Microsoft.Extensions.Configuration;

namespace Rooms.Configuration;

/// <summary>Looks a configuration over before anything takes it.</summary>
public interface IOptionsCheck
{
    /// <summary>Adds every fault as <c>key = 'value': wanted ...</c></summary>
    void Check(IConfiguration configuration, List<string> faults);
}
