using Orleans.Runtime;

namespace Orleans.Storage;

/// <summary>
/// Keeps states; a keyed service of its name. Writing and clearing check the ETag that was read and throw <see
/// cref="InconsistentStateException"/>.
/// </summary>
public interface IGrainStorage
{
    Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState);

    Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState);

    Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState);
}
